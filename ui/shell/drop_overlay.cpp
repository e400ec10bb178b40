#include "ui/shell/drop_overlay.h"

#include "ui/kit/theme.h"

#include <QDropEvent>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

static QStringList localFiles(const QMimeData *data) {
    QStringList paths;
    for (const QUrl &url : data->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    return paths;
}

DropOverlay::DropOverlay(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("dropOverlay"));
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_card = new QFrame(this);
    setRole(m_card, "drop");
    auto *inside = new QVBoxLayout(m_card);
    inside->setAlignment(Qt::AlignCenter);
    inside->setSpacing(space::kMedium);
    inside->addWidget(makeIcon("upload", Tone::Accent, 32, m_card), 0, Qt::AlignHCenter);
    m_text = makeLabel({}, "title", m_card);
    m_text->setObjectName(QStringLiteral("dropText"));
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(480);
    inside->addWidget(m_text);
    layout->addWidget(m_card);
    hide();
}

bool DropOverlay::enter(QDropEvent *event) {
    const QStringList paths = localFiles(event->mimeData());
    if (paths.isEmpty() || !m_target)
        return false;
    m_offer = m_target(paths);
    if (m_offer.words.isEmpty())
        return false; // what lies below the pointer takes them itself
    m_text->setText(m_offer.words);
    setAccessibleName(m_offer.words);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    return true;
}

void DropOverlay::drop(QDropEvent *event) {
    hide();
    if (!m_offer.act)
        return event->ignore();
    event->setDropAction(Qt::CopyAction);
    event->accept();
    m_offer.act();
}

void DropOverlay::dragEnterEvent(QDragEnterEvent *event) {
    enter(event);
}
void DropOverlay::dragMoveEvent(QDragMoveEvent *event) {
    if (m_offer.act)
        event->acceptProposedAction();
    else
        event->ignore();
}
void DropOverlay::dragLeaveEvent(QDragLeaveEvent *) {
    hide();
}
void DropOverlay::dropEvent(QDropEvent *event) {
    drop(event);
}

void DropOverlay::paintEvent(QPaintEvent *) {
    QColor veil = tokens().window;
    veil.setAlpha(225);
    QPainter(this).fillRect(rect(), veil);
}

} // namespace audience::ui
