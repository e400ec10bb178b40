#include "ui/kit/side_list.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPainter>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

namespace audience::ui {

namespace {

enum Role { TargetRole = Qt::UserRole, FigureRole, IconRole, BadgeRole };

class SideDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override {
        return {160, 34};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override {
        const bool selected = option.state & QStyle::State_Selected;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect box = option.rect.adjusted(8, 1, -8, -1);
        if (index.data(TargetRole).toString().isEmpty()) {
            painter->setFont(Theme::instance().font(TypeRole::SecondaryStrong));
            painter->setPen(tokens().secondary);
            painter->drawText(box.adjusted(10, 6, -10, 0), Qt::AlignVCenter | (option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
                              painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width() - 20));
            painter->restore();
            return;
        }
        if (selected || (option.state & QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(selected ? tokens().accentSoft : tokens().inset);
            painter->drawRoundedRect(box, 6, 6);
        }
        if ((option.state & QStyle::State_HasFocus) &&
            (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(tokens().accent);
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        QRect line = box.adjusted(10, 0, -10, 0);
        const QColor ink = selected ? tokens().accent : tokens().text;
        if (const QString iconName = index.data(IconRole).toString(); !iconName.isEmpty()) {
            icon(iconName, selected ? tokens().accent : tokens().secondary)
                .paint(painter, QStyle::visualRect(option.direction, box, QRect(line.left(), line.center().y() - 7, 16, 16)));
            line.setLeft(line.left() + 24);
        }
        const QString figure = index.data(FigureRole).toString();
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        int figureWidth =
            figure.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(figure) + 8;
        painter->setPen(tokens().tertiary);
        // Measured from left to right, painted the way people read.
        const auto mirrored = [&](const QRect &part) { return QStyle::visualRect(option.direction, box, part); };
        painter->drawText(mirrored(line), Qt::AlignVCenter | Qt::AlignRight, figure);
        if (const QString badge = index.data(BadgeRole).toString(); !badge.isEmpty())
            figureWidth = paintBadge(painter, option, box, line, badge, selected) + 8;
        painter->setFont(Theme::instance().font(TypeRole::Body));
        painter->setPen(ink);
        const QRect words = line.adjusted(0, 0, -figureWidth, 0);
        painter->drawText(mirrored(words), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(inOrder(index.data().toString().left(400)), Qt::ElideRight,
                                                            words.width()));
        painter->restore();
    }

private:
    // At the end of the line, at most half as wide as it; gives its width.
    static int paintBadge(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QRect &line, const QString &badge, bool selected) {
        const QFontMetrics metrics = painter->fontMetrics();
        const QString words = metrics.elidedText(inOrder(badge.left(100)), Qt::ElideRight, line.width() / 2 - 12);
        const int width = metrics.horizontalAdvance(words) + 12, height = metrics.height() + 2;
        const QRect pill = QStyle::visualRect(option.direction, box, QRect(line.right() - width + 1, line.center().y() - height / 2 + 1, width, height));
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? tokens().surface : tokens().inset);
        painter->drawRoundedRect(pill, 4, 4);
        painter->setPen(selected ? tokens().accent : tokens().secondary);
        painter->drawText(pill, Qt::AlignCenter, words);
        return width;
    }
};

} // namespace

SideList::SideList(const QString &heading, const QString &objectName, QWidget *parent)
    : QFrame(parent) {
    setProperty("role", QStringLiteral("paneLeft"));
    setFixedWidth(Theme::instance().pixels(212));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(space::kTiny);
    auto *head = makeRow();
    head->setContentsMargins(16, 2, 10, 2);
    auto *words = makeLabel(heading, "strong", this);
    words->setMinimumHeight(Theme::instance().controlHeight()); // as high with a button beside it as without
    head->addWidget(words, 1);
    m_add = new QToolButton(this);
    m_add->setObjectName(objectName + QStringLiteral("Add"));
    m_add->setIcon(icon("plus"));
    m_add->hide();
    connect(m_add, &QToolButton::clicked, this, &SideList::addWanted);
    head->addWidget(m_add);
    layout->addLayout(head);
    m_view = new QListView(this);
    m_view->setObjectName(objectName);
    m_view->setAccessibleName(heading);
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new SideDelegate(m_view));
    m_view->setMouseTracking(true);
    m_view->setUniformItemSizes(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    layout->addWidget(m_view, 1);
    // Not what is merely current: the keyboard that comes to the list makes its first row that, and opens nothing.
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this](const QItemSelection &now) {
        if (!now.isEmpty())
            Q_EMIT itemChosen(now.indexes().first().data(TargetRole).toString());
    });
}

void SideList::allowAdd(const QString &tooltip) {
    m_add->setToolTip(tooltip);
    m_add->setAccessibleName(tooltip);
    m_add->show();
}

void SideList::setItems(const QList<SideItem> &items) {
    const QString before = chosen();
    const QSignalBlocker quiet(m_view->selectionModel());
    m_model.clear();
    for (const SideItem &item : items) {
        auto *row = new QStandardItem(item.name);
        row->setData(item.target, TargetRole);
        row->setData(item.figure, FigureRole);
        row->setData(item.iconName, IconRole);
        row->setData(item.badge, BadgeRole);
        if (!item.hint.isEmpty())
            row->setToolTip(item.hint);
        row->setData(QStringLiteral("%1 %2 %3").arg(item.name, item.figure, item.badge).simplified(),
                     Qt::AccessibleTextRole);
        if (item.target.isEmpty())
            row->setFlags(Qt::NoItemFlags);
        m_model.appendRow(row);
    }
    choose(before);
}

void SideList::setFigure(const QString &target, const QString &figure) {
    for (int i = 0; i < m_model.rowCount(); ++i)
        if (m_model.item(i)->data(TargetRole).toString() == target)
            m_model.item(i)->setData(figure, FigureRole);
}

void SideList::choose(const QString &target) {
    const QSignalBlocker quiet(m_view->selectionModel());
    for (int i = 0; i < m_model.rowCount() && !target.isEmpty(); ++i)
        if (m_model.item(i)->data(TargetRole).toString() == target) {
            m_view->selectionModel()->setCurrentIndex(m_model.index(i, 0),
                                                      QItemSelectionModel::ClearAndSelect);
            m_view->viewport()->update();
            return;
        }
}

QString SideList::chosen() const {
    return m_view->currentIndex().data(TargetRole).toString();
}

} // namespace audience::ui
