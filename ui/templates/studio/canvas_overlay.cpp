#include "ui/templates/studio/canvas_overlay.h"

#include "qbase/convert.h"
#include "ui/kit/theme.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/canvas_edits.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QUrl>

#include <cmath>

namespace audience::ui {

namespace {

constexpr int kRadius = 6, kPullEdge = 32, kPullStep = 14, kPullMs = 30;

QRectF inside(const QRectF &rect, double by) {
    return rect.adjusted(by, by, -by, -by);
}

} // namespace

QStringList picturesOf(const QMimeData *mime) {
    QStringList paths;
    static const QStringList kEndings{QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("gif"), QStringLiteral("webp")};
    if (mime && mime->hasUrls())
        for (const QUrl &url : mime->urls())
            if (url.isLocalFile() && kEndings.contains(QFileInfo(url.toLocalFile()).suffix().toLower()))
                paths << url.toLocalFile();
    return paths;
}

CanvasOverlay::CanvasOverlay(BlockDesk *desk, QWidget *parent) : QWidget(parent), m_desk(desk) {
    setObjectName(QStringLiteral("canvasOverlay"));
    setAttribute(Qt::WA_NoSystemBackground);
    setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::NoFocus);
    m_pulling.setInterval(kPullMs);
    connect(&m_pulling, &QTimer::timeout, this, [this] { Q_EMIT scrollWanted(m_scroll + QPointF(0, m_pull)); });
    connect(m_desk, &BlockDesk::selectionChanged, this, qOverload<>(&QWidget::update));
    connect(m_desk, &BlockDesk::documentChanged, this, qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void CanvasOverlay::setLayoutOf(const CanvasLayout &layout, QPointF scroll) {
    m_layout = layout;
    m_scroll = scroll;
    if (m_isDropping)
        findPlace(); // the email went on under what is held still
    update();
}

bool CanvasOverlay::event(QEvent *event) {
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString field = m_layout.fieldAt(toEmail(help->pos()));
    field.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tr("Field: %1").arg(field), this);
    return true;
}

void CanvasOverlay::setWriting(const std::string &id) {
    m_writing = id;
    setAttribute(Qt::WA_TransparentForMouseEvents, !id.empty());
    hover({});
    update();
}

QRectF CanvasOverlay::shownRect(const std::string &id) const {
    const QRectF rect = m_layout.rectOf(id);
    return rect.isNull() ? rect : rect.translated(-m_scroll);
}

void CanvasOverlay::hover(const std::string &id) {
    if (id == m_hovered)
        return;
    m_hovered = id;
    update();
}

void CanvasOverlay::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isDropping)
        return paintPlace(painter);
    if (m_desk->document().sections().empty()) {
        const Tokens &tokens = Theme::instance().tokens();
        painter.setPen(QPen(tokens.strongBorder, 1, Qt::DashLine));
        const QRectF room(24, 24, width() - 48, qMin(160, height() - 48));
        painter.drawRoundedRect(room, kRadius, kRadius);
        painter.setFont(Theme::instance().font(TypeRole::Body));
        painter.setPen(QColor(0x55, 0x60, 0x6e)); // on the paper, which is light in both schemes
        return painter.drawText(room, Qt::AlignCenter | Qt::TextWordWrap, tr("Drag a block here, or choose one at the left and press Enter."));
    }
    if (m_hovered != m_desk->selected() && m_writing.empty())
        paintFrame(painter, m_hovered, false);
    paintFrame(painter, m_desk->selected(), true);
}

void CanvasOverlay::paintFrame(QPainter &painter, const std::string &id, bool isSelected) const {
    const QRectF rect = shownRect(id);
    if (rect.isNull())
        return;
    QColor colour = Theme::instance().tokens().accent;
    colour.setAlphaF(isSelected ? 1.0F : 0.55F);
    painter.setPen(QPen(colour, isSelected ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(inside(rect.intersected(QRectF(this->rect()).adjusted(0, -kRadius * 2, 0, kRadius * 2)), isSelected ? 1 : 0.5), kRadius, kRadius);
}

void CanvasOverlay::paintPlace(QPainter &painter) const {
    const Tokens &tokens = Theme::instance().tokens();
    const QColor colour = m_place.isValid ? tokens.accent : tokens.bad;
    if (m_place.isLocked && !m_place.into.empty()) {
        const QRectF rect = shownRect(m_place.into);
        QColor soft = colour;
        soft.setAlphaF(0.12F);
        painter.setPen(QPen(colour, 1, Qt::DashLine));
        painter.setBrush(soft);
        return painter.drawRoundedRect(inside(rect, 1), kRadius, kRadius);
    }
    const QRectF line = m_place.line.translated(-m_scroll);
    if (m_place.line.height() > 0) {
        QColor soft = colour;
        soft.setAlphaF(0.12F);
        painter.setPen(QPen(colour, 2, Qt::DashLine));
        painter.setBrush(soft);
        return painter.drawRoundedRect(inside(line, 2), kRadius, kRadius);
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double y = qBound(2.0, line.top(), height() - 2.0);
    painter.drawRoundedRect(QRectF(line.left() + 4, y - 1.5, line.width() - 8, 3), 1.5, 1.5);
    painter.drawEllipse(QPointF(line.left() + 4, y), 4, 4);
    painter.drawEllipse(QPointF(line.right() - 4, y), 4, 4);
}

void CanvasOverlay::mousePressEvent(QMouseEvent *event) {
    if (parentWidget())
        parentWidget()->setFocus(Qt::MouseFocusReason);
    const std::string id = m_layout.partAt(m_desk->document(), toEmail(event->position()));
    m_wasSelected = !id.empty() && id == m_desk->selected();
    m_desk->select(id.empty() ? "page" : id);
    m_isPressed = event->button() == Qt::LeftButton && !id.empty();
    m_pressed = event->position().toPoint();
}

void CanvasOverlay::mouseMoveEvent(QMouseEvent *event) {
    if (m_isPressed && (event->buttons() & Qt::LeftButton)) {
        if ((event->position().toPoint() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_isPressed = false;
            beginDrag();
        }
        return;
    }
    hover(m_layout.partAt(m_desk->document(), toEmail(event->position())));
}

void CanvasOverlay::mouseReleaseEvent(QMouseEvent *event) {
    if (std::exchange(m_isPressed, false) && m_wasSelected)
        Q_EMIT writingWanted(m_desk->selected(), toEmail(event->position()));
}

void CanvasOverlay::mouseDoubleClickEvent(QMouseEvent *event) {
    m_isPressed = false;
    if (canvas::isPart(*m_desk, m_desk->selected()))
        Q_EMIT writingWanted(m_desk->selected(), toEmail(event->position()));
}

void CanvasOverlay::wheelEvent(QWheelEvent *event) {
    const QPoint by = event->pixelDelta().isNull() ? event->angleDelta() * 100 / 120 : event->pixelDelta();
    Q_EMIT scrollWanted(m_scroll - QPointF(by));
    event->accept();
}

void CanvasOverlay::leaveEvent(QEvent *) {
    hover({});
}

void CanvasOverlay::contextMenuEvent(QContextMenuEvent *event) {
    Q_EMIT menuWanted(event->globalPos());
}

void CanvasOverlay::beginDrag() {
    const std::string id = m_desk->selected();
    const Json load = canvas::load(*m_desk, id);
    if (load.empty())
        return;
    auto *drag = new QDrag(this);
    QMimeData *mime = blockMime(load);
    mime->setData(QLatin1String(canvas::kPartMime), QByteArray::fromStdString(id));
    drag->setMimeData(mime);
    const QRect shown = shownRect(id).toRect().intersected(rect());
    if (QWidget *view = parentWidget(); view && !shown.isEmpty()) {
        const QPixmap picture = view->grab(QRect(mapTo(view, shown.topLeft()), shown.size()));
        drag->setPixmap(picture.width() > 260 ? picture.scaledToWidth(int(260 * picture.devicePixelRatio()), Qt::SmoothTransformation) : picture);
        drag->setHotSpot({12, 12});
    }
    drag->exec(Qt::MoveAction | Qt::CopyAction, Qt::MoveAction);
}

void CanvasOverlay::dragEnterEvent(QDragEnterEvent *event) {
    const Json load = blockOf(event->mimeData());
    if (load.empty() && picturesOf(event->mimeData()).isEmpty())
        return event->ignore();
    m_dragged = event->mimeData()->data(QLatin1String(canvas::kPartMime)).toStdString();
    if (!m_desk->document().part(m_dragged))
        m_dragged.clear();
    m_isDropping = true;
    m_isSection = load.contains("section") || canvas::isSection(*m_desk, m_dragged);
    event->acceptProposedAction();
    dragMoveEvent(event);
}

// A copy leaves the part where it stands, so that it counts among the others.
void CanvasOverlay::findPlace() {
    m_place = m_layout.placeFor(m_desk->document(), toEmail(m_over), m_isSection, m_isCopy ? std::string() : m_dragged);
}

void CanvasOverlay::dragMoveEvent(QDragMoveEvent *event) {
    m_over = event->position();
    m_isCopy = event->modifiers() & Qt::ControlModifier;
    findPlace();
    const double y = event->position().y();
    m_pull = y < kPullEdge ? -kPullStep : y > height() - kPullEdge ? kPullStep : 0;
    if (m_pull == 0)
        m_pulling.stop();
    else if (!m_pulling.isActive()) // a mouse that moves on must not begin its time anew
        m_pulling.start();
    update();
    event->acceptProposedAction();
}

void CanvasOverlay::dragLeaveEvent(QDragLeaveEvent *) {
    endDrop();
}

void CanvasOverlay::endDrop() {
    m_isDropping = false;
    m_pulling.stop();
    m_dragged.clear();
    update();
}

void CanvasOverlay::dropEvent(QDropEvent *event) {
    m_over = event->position();
    m_isCopy = event->modifiers() & Qt::ControlModifier;
    findPlace();
    const std::string moved = m_dragged;
    const DropPlace place = m_place;
    endDrop();
    event->acceptProposedAction();
    if (const QStringList pictures = picturesOf(event->mimeData()); !pictures.isEmpty())
        return Q_EMIT filesDropped(pictures, place);
    if (!moved.empty())
        return Q_EMIT movedTo(moved, place, m_isCopy);
    Q_EMIT dropped(blockOf(event->mimeData()), place);
}

} // namespace audience::ui
