#include "ui/checks/check_list.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace audience::ui {

using Kind = CheckItem::Kind;
using Standing = CheckItem::Standing;

namespace {

constexpr int kHeading = 34, kRow = 34, kTall = 48, kSide = 12, kIcon = 16, kGap = 10, kLine = 56, kMostShown = 240;
enum class Part { None, Open, Turn };

bool hasReason(const CheckItem &item) { return !item.reason.isEmpty(); }

// What stands at the right of a row, from the edge inwards; empty boxes for what is not there.
struct Parts {
    QRect turn, line, state;
    int left = 0; // where the words of the row may end
};

QString actWord(const CheckItem &item) {
    switch (item.kind) {
    case Kind::Kept: return severityWord(item.stops);
    case Kind::Suggested: return CheckList::tr("Keep");
    default: return {};
    }
}

Parts partsOf(const QRect &box, const CheckItem &item) {
    Parts parts;
    int right = box.right() - kSide;
    const QFontMetrics strong(Theme::instance().font(TypeRole::SecondaryStrong));
    const auto take = [&](int width) {
        const QRect part(right - width, box.top(), width, box.height());
        right -= width + kGap;
        return part;
    };
    if (const QString word = actWord(item); !word.isEmpty()) {
        const int widest = qMax(strong.horizontalAdvance(severityWord(true)), strong.horizontalAdvance(severityWord(false)));
        parts.turn = take((item.kind == Kind::Kept ? widest : strong.horizontalAdvance(word)) + 16);
    }
    if (item.kind == Kind::Kept && box.width() > 440)
        parts.line = take(kLine);
    if (!item.state.isEmpty())
        parts.state = take(qMin(strong.horizontalAdvance(item.state) + 2, box.width() / 3));
    parts.left = right;
    return parts;
}

const char *iconOf(const CheckItem &item) {
    if (item.kind == Kind::Suggested)
        return "plus";
    return item.isBad() ? "triangle-alert" : item.standing == Standing::Passing ? "circle-check" : "circle";
}

QColor colourOf(const CheckItem &item) {
    switch (item.standing) {
    case Standing::Failing: return tokens().bad;
    case Standing::Warning: return tokens().warning;
    case Standing::Passing: return tokens().good;
    case Standing::Offered: return tokens().accent;
    default: return tokens().tertiary;
    }
}

class CheckDelegate final : public QStyledItemDelegate {
public:
    CheckDelegate(const CheckModel *model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override {
        const CheckItem *item = m_model->itemAt(index.row());
        return {200, Theme::instance().pixels(!item ? kHeading : hasReason(*item) ? kTall : kRow)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(8, 0, -8, 0);
        if (const CheckItem *item = m_model->itemAt(index.row()))
            paintItem(painter, option, box, *item);
        else
            paintHeading(painter, option, box, index);
        painter->restore();
    }

private:
    static QRect mirrored(const QStyleOptionViewItem &option, const QRect &box, const QRect &part) { return QStyle::visualRect(option.direction, box, part); }

    static void write(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QRect &part, const QString &words, TypeRole role, const QColor &ink, Qt::Alignment side = Qt::AlignLeft) {
        painter->setFont(Theme::instance().font(role));
        painter->setPen(ink);
        painter->drawText(mirrored(option, box, part), int(QStyle::visualAlignment(option.direction, side)) | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(inOrder(words.left(kMostShown)), Qt::ElideRight, part.width()));
    }

    static void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QModelIndex &index) {
        const QRect line = box.adjusted(kSide, 8, -kSide, 0);
        const QString figure = index.data(CheckModel::StateRole).toString();
        const int width = QFontMetrics(Theme::instance().font(TypeRole::Secondary)).horizontalAdvance(figure);
        write(painter, option, box, QRect(line.right() - width, line.top(), width + 1, line.height()), figure, TypeRole::Secondary, tokens().secondary, Qt::AlignRight);
        write(painter, option, box, line.adjusted(0, 0, -width - kGap, 0), index.data().toString(), TypeRole::SecondaryStrong, tokens().secondary);
    }

    static void paintBack(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box) {
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? tokens().accentSoft : tokens().inset);
            painter->drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6);
        }
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(tokens().accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(box.adjusted(0, 1, 0, -1)).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
    }

    static void paintItem(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const CheckItem &item) {
        paintBack(painter, option, box);
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(mirrored(option, box, QRect(box.left() + kSide, box.center().y() - kIcon / 2 + 1, kIcon, kIcon)).topLeft(),
                            iconPixmap(QLatin1String(iconOf(item)), colourOf(item), kIcon, scale));
        const Parts parts = partsOf(box, item);
        QRect words(box.left() + kSide + kIcon + kGap, box.top(), parts.left - box.left() - kSide - kIcon - kGap, box.height());
        if (hasReason(item)) {
            QRect below = words;
            words.setBottom(box.center().y() + 2);
            words.setTop(box.top() + 4);
            below.setTop(box.center().y() + 1);
            below.setBottom(box.bottom() - 3);
            write(painter, option, box, below, item.reason, TypeRole::Secondary, tokens().secondary);
        }
        write(painter, option, box, words, item.words, TypeRole::Body, item.standing == Standing::Off ? tokens().secondary : tokens().text);
        if (!parts.state.isNull())
            write(painter, option, box, parts.state, item.state, item.isBad() ? TypeRole::SecondaryStrong : TypeRole::Secondary,
                  !item.query.isEmpty() ? tokens().accent : tokens().secondary, Qt::AlignRight);
        if (item.past.size() > 1 && !parts.line.isNull())
            paintSparkline(painter, QRectF(mirrored(option, box, QRect(parts.line.left(), box.center().y() - 8, kLine, 16))), item.past,
                           item.isBad() ? colourOf(item) : tokens().data[0]);
        if (!parts.turn.isNull())
            write(painter, option, box, parts.turn, actWord(item), TypeRole::SecondaryStrong, item.kind == Kind::Suggested ? tokens().accent : item.stops ? tokens().text : tokens().secondary, Qt::AlignHCenter);
    }

    const CheckModel *m_model;
};

// What of a row is under the pointer.
Part partAt(const CheckItem &item, const QRect &row, const QPoint &at, Qt::LayoutDirection direction) {
    const QRect box = row.adjusted(8, 0, -8, 0);
    const Parts parts = partsOf(box, item);
    const auto holds = [&](const QRect &part) { return !part.isNull() && QStyle::visualRect(direction, box, part).contains(at); };
    if (holds(parts.turn))
        return item.kind == Kind::Suggested ? Part::Open : Part::Turn;
    return holds(parts.state) && !item.query.isEmpty() ? Part::Open : Part::None;
}

} // namespace

CheckList::CheckList(CheckModel *model, const QString &objectName, QWidget *parent) : QListView(parent), m_model(model) {
    setObjectName(objectName);
    setAccessibleName(tr("Checks"));
    setModel(model);
    setItemDelegate(new CheckDelegate(model, this));
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(model, &QAbstractItemModel::modelReset, this, &CheckList::chosen);
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

const CheckItem *CheckList::current() const { return m_model->itemAt(currentIndex().row()); }

void CheckList::choose(int row) {
    if (!m_model->itemAt(row))
        return;
    setCurrentIndex(m_model->index(row));
    scrollTo(m_model->index(row));
}

void CheckList::currentChanged(const QModelIndex &now, const QModelIndex &before) {
    QListView::currentChanged(now, before);
    Q_EMIT chosen();
}

void CheckList::keyPressEvent(QKeyEvent *event) {
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && current()) {
        switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter: return Q_EMIT opened();
        case Qt::Key_Space: return Q_EMIT turned();
        case Qt::Key_Delete: return Q_EMIT removed();
        default: break;
        }
    }
    QListView::keyPressEvent(event);
}

void CheckList::mouseReleaseEvent(QMouseEvent *event) {
    QListView::mouseReleaseEvent(event);
    const QModelIndex at = indexAt(event->pos());
    const CheckItem *item = m_model->itemAt(at.row());
    if (event->button() != Qt::LeftButton || !item || at != currentIndex())
        return;
    const Part part = partAt(*item, visualRect(at), event->pos(), layoutDirection());
    if (part == Part::Open)
        Q_EMIT opened();
    else if (part == Part::Turn)
        Q_EMIT turned();
}

void CheckList::mouseMoveEvent(QMouseEvent *event) {
    QListView::mouseMoveEvent(event);
    const QModelIndex at = indexAt(event->pos());
    const CheckItem *item = m_model->itemAt(at.row());
    viewport()->setCursor(item && partAt(*item, visualRect(at), event->pos(), layoutDirection()) != Part::None ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

// The first click already did what there is to do on the words at the right.
void CheckList::mouseDoubleClickEvent(QMouseEvent *event) {
    const QModelIndex at = indexAt(event->pos());
    const CheckItem *item = m_model->itemAt(at.row());
    QListView::mouseDoubleClickEvent(event);
    if (event->button() == Qt::LeftButton && item && partAt(*item, visualRect(at), event->pos(), layoutDirection()) == Part::None && !item->query.isEmpty())
        Q_EMIT opened();
}

} // namespace audience::ui
