#include "ui/templates/card_picture.h"

#include "ui/kit/widgets.h"

#include <QPainter>

namespace audience::ui {

CardPicture::CardPicture(int wide, int tall, QWidget *parent) : QLabel(parent) {
    setFixedHeight(tall + 2); // with its edge
    setMinimumWidth(wide + 2);
    setRole(this, "picture");
}

QSize CardPicture::imageSize(int wide, int tall) {
    return {widestCard(wide), widestCard(tall)};
}

void CardPicture::setImage(const QImage &image) {
    m_image = image;
    update();
}

void CardPicture::paintEvent(QPaintEvent *event) {
    QLabel::paintEvent(event);
    if (m_image.isNull())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const QRect place = rect().adjusted(1, 1, -1, -1);
    const double shrink = double(m_image.width()) / place.width();
    painter.drawImage(QRectF(place), m_image, QRectF(0, 0, m_image.width(), qMin(double(m_image.height()), place.height() * shrink)));
}

} // namespace audience::ui
