#include "ui/segments/rule_grip.h"

#include "qbase/convert.h"
#include "ui/kit/actions.h"
#include "ui/kit/icon.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/rule_document.h"
#include "ui/segments/rule_moves.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <optional>
#include <utility>

namespace audience::ui {

using model::RuleNode;

RuleGrip::RuleGrip(const RuleContext &context, const std::string &path, QWidget *parent) : QToolButton(parent) {
    setIcon(ui::icon("grip-vertical"));
    setIconSize(QSize(14, 14));
    setFixedSize(22, 26);
    setCursor(Qt::OpenHandCursor);
    new DragHandle(context, path, this);
}

DragHandle::DragHandle(const RuleContext &context, const std::string &path, QWidget *control) : QObject(control), m_context(context), m_path(path) {
    control->installEventFilter(this);
}

void DragHandle::end(const QPoint &global, RuleDrag how) {
    m_isPressed = false;
    if (std::exchange(m_isDragging, false))
        m_context.drag(std::string(m_path), global, how); // this handle may be gone afterwards
}

bool DragHandle::eventFilter(QObject *watched, QEvent *event) {
    auto *control = static_cast<QWidget *>(watched);
    const auto global = [event] { return static_cast<QMouseEvent *>(event)->globalPosition().toPoint(); };
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        m_isPressed = static_cast<QMouseEvent *>(event)->button() == Qt::LeftButton;
        m_pressedAt = global();
        return false;
    case QEvent::MouseMove:
        if (!m_isPressed || (!m_isDragging && (global() - m_pressedAt).manhattanLength() < QApplication::startDragDistance()))
            return false;
        if (!std::exchange(m_isDragging, true) && control->focusPolicy() != Qt::NoFocus)
            control->setFocus(Qt::MouseFocusReason); // for Escape
        m_context.drag(m_path, global(), RuleDrag::Move);
        return true;
    case QEvent::MouseButtonRelease: {
        if (!m_isDragging) {
            m_isPressed = false;
            return false;
        }
        if (auto *button = qobject_cast<QAbstractButton *>(control))
            button->setDown(false);
        end(global(), RuleDrag::Drop);
        return true;
    }
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        if (!m_isDragging || static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
            return false;
        event->accept();
        if (event->type() == QEvent::KeyPress) {
            if (auto *button = qobject_cast<QAbstractButton *>(control))
                button->setDown(false);
            end({}, RuleDrag::Cancel);
        }
        return true;
    default:
        return false;
    }
}

bool movesRule(const RuleContext &context, const std::string &path, const QWidget *control, QEvent *event) {
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    // Sideways keys point the other way where all is mirrored.
    const bool isTurned = control->layoutDirection() == Qt::RightToLeft && (key->key() == Qt::Key_Left || key->key() == Qt::Key_Right);
    std::optional<RuleStep> step;
    if (isOfCommand(key, "rule.up"))
        step = RuleStep::Up;
    else if (isOfCommand(key, "rule.down"))
        step = RuleStep::Down;
    else if (isOfCommand(key, "rule.out"))
        step = isTurned ? RuleStep::In : RuleStep::Out;
    else if (isOfCommand(key, "rule.in"))
        step = isTurned ? RuleStep::Out : RuleStep::In;
    if (!step)
        return false;
    event->accept(); // before the window's own keys
    if (event->type() == QEvent::KeyPress)
        context.move(std::string(path), *step);
    return true;
}

static QString jointWord(RuleNode::Kind kind) {
    switch (kind) {
    case RuleNode::Kind::Any: return RuleJoint::tr("OR");
    case RuleNode::Kind::None: return RuleJoint::tr("NONE");
    case RuleNode::Kind::Not: return RuleJoint::tr("NOT");
    case RuleNode::Kind::All:
    case RuleNode::Kind::Condition: break;
    }
    return RuleJoint::tr("AND");
}

RuleJoint::RuleJoint(const RuleContext &context, const std::string &path, const QString &name, const RuleNode &group, int level, QWidget *parent)
    : QWidget(parent), m_context(context), m_path(path), m_group(group), m_level(level) {
    m_word = makeButton(QStringLiteral("ruleJoint_") + (name.isEmpty() ? QStringLiteral("root") : name), jointWord(group.kind), "joint", nullptr, this);
    m_word->setToolTip(level == 0 ? tr("Change how these rules are joined") : tr("Change how the rules of this group are joined; drag to move the group, or Alt and the arrow keys"));
    connect(m_word, &QPushButton::clicked, this, &RuleJoint::choose);
    setFixedWidth(qMax(48, m_word->sizeHint().width() + 10));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addStretch(1);
    layout->addWidget(m_word, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    if (level > 0) {
        setCursor(Qt::OpenHandCursor);
        new DragHandle(context, path, this);
        new DragHandle(context, path, m_word);
    }
    m_word->installEventFilter(this);
}

void RuleJoint::paintEvent(QPaintEvent *) {
    QPainter painter(this);
    painter.setPen(QPen(m_level == 0 ? tokens().accent : tokens().data[1], 1));
    painter.setOpacity(0.7);
    const int x = width() / 2;
    painter.drawLine(x, 8, x, qMax(8, m_word->geometry().top() - 2));
    painter.drawLine(x, m_word->geometry().bottom() + 3, x, height() - 8);
}

bool RuleJoint::eventFilter(QObject *watched, QEvent *event) {
    if (m_level > 0 && movesRule(m_context, m_path, this, event))
        return true;
    if (event->type() == QEvent::KeyPress) {
        const QString typed = static_cast<QKeyEvent *>(event)->text().toUpper();
        for (const auto kind : {RuleNode::Kind::All, RuleNode::Kind::Any, RuleNode::Kind::None})
            if (!typed.isEmpty() && jointWord(kind).startsWith(typed)) {
                take(toQString(model::toText(kind)));
                return true;
            }
    }
    return QWidget::eventFilter(watched, event);
}

void RuleJoint::choose() {
    QList<PickerItem> items{{QStringLiteral("all"), tr("AND: all of them"), {}, {}},
                            {QStringLiteral("any"), tr("OR: at least one"), {}, {}},
                            {QStringLiteral("none"), tr("NONE: not one of them"), {}, {}}};
    if (m_level > 0) {
        const QString group = tr("This group");
        items.append({QStringLiteral("duplicate"), tr("Duplicate"), {}, QStringLiteral("copy"), group});
        items.append({QStringLiteral("apart"), tr("Take the group apart"), {}, QStringLiteral("brackets"), group});
        items.append({QStringLiteral("remove"), tr("Remove"), {}, QStringLiteral("trash-2"), group});
    }
    Picker::pickOne(m_word, items, toQString(model::toText(m_group.kind)), [self = QPointer(this)](const QStringList &ids) {
        if (self)
            self->take(ids.first());
    });
}

void RuleJoint::take(const QString &id) {
    RuleDocument *document = m_context.document; // this is gone once the rule is another
    const std::string path = m_path;
    if (id == QLatin1String("duplicate")) {
        if (const auto place = placeOf(path))
            document->add(place->group, m_group);
    } else if (id == QLatin1String("apart")) {
        if (const auto apart = takenApart(document->rule(), path))
            document->change(tr("Take a group apart"), *apart);
    } else if (id == QLatin1String("remove")) {
        document->remove(path);
    } else {
        RuleNode changed = m_group;
        changed.kind = id == QLatin1String("any") ? RuleNode::Kind::Any : id == QLatin1String("none") ? RuleNode::Kind::None : RuleNode::Kind::All;
        if (changed.kind != m_group.kind)
            document->replace(tr("Join differently"), path, std::move(changed));
    }
}

DropMarker::DropMarker(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("ruleDrop"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
}

void DropMarker::showLine(const QRect &line) {
    m_place = line;
    m_isFrame = false;
    m_words.clear();
    setAccessibleName({});
    setGeometry(parentWidget()->rect());
    show();
    raise();
    update();
}

void DropMarker::showFrame(const QRect &frame, const QString &words) {
    showLine(frame);
    m_isFrame = true;
    m_words = words;
    setAccessibleName(words);
}

void DropMarker::setDragged(const QRect &part) {
    m_dragged = part;
}

// Under the frame, or over it where nothing is left below; the row itself stays readable.
void DropMarker::paintWords(QPainter &painter) const {
    if (m_words.isEmpty() || m_place.isNull())
        return;
    const QFontMetrics metrics = fontMetrics();
    const int wide = qMin(metrics.horizontalAdvance(m_words) + 2 * space::kMedium, width()), high = metrics.height() + space::kSmall;
    const bool isBelow = m_place.bottom() + high <= height();
    const int x = layoutDirection() == Qt::RightToLeft ? m_place.right() - wide - space::kPage : m_place.left() + space::kPage;
    const QRect box(qBound(0, x, width() - wide), isBelow ? m_place.bottom() - 1 : m_place.top() - high + 2, wide, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tokens().accent);
    painter.drawRoundedRect(box, 6, 6);
    painter.setPen(tokens().onAccent);
    painter.drawText(box, Qt::AlignCenter, metrics.elidedText(m_words, Qt::ElideRight, wide - space::kSmall));
}

void DropMarker::paintEvent(QPaintEvent *) {
    const Tokens &t = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = t.window;
    veil.setAlphaF(0.6f);
    painter.fillRect(m_dragged, veil);
    if (m_place.isNull())
        return;
    painter.setPen(QPen(t.accent, 2));
    if (m_isFrame) {
        QColor inside = t.accent;
        inside.setAlphaF(0.08f);
        painter.setBrush(inside);
        painter.drawRoundedRect(QRectF(m_place).adjusted(1, 1, -1, -1), 8, 8);
        paintWords(painter);
        return;
    }
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const double y = m_place.center().y() + 0.5, from = isMirrored ? m_place.right() - 4 : m_place.left() + 4;
    painter.drawLine(QPointF(from + (isMirrored ? -4 : 4), y), QPointF(isMirrored ? m_place.left() : m_place.right(), y));
    painter.setBrush(t.surface);
    painter.drawEllipse(QPointF(from, y), 3.5, 3.5);
}

} // namespace audience::ui
