// The picture of an email on a card: as wide as the card lets it be, from the top down to where it ends. Main thread.
#pragma once

#include <QImage>
#include <QLabel>

namespace audience::ui {

class CardPicture final : public QLabel {
public:
    // `tall`: pixels; `wide`: the least, of the picture without its edge.
    CardPicture(int wide, int tall, QWidget *parent);
    // What an image has to measure to fill it however wide the card becomes, up to half as wide again.
    static QSize imageSize(int wide, int tall);
    void setImage(const QImage &image);
    const QImage &image() const { return m_image; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_image;
};

// How wide a card may become that is at least `wide`.
inline int widestCard(int wide) {
    return wide * 3 / 2;
}

} // namespace audience::ui
