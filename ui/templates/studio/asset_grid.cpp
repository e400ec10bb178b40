#include "ui/templates/studio/asset_grid.h"

#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/asset_model.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace audience::ui {

namespace {

constexpr int kEdge = 8, kGap = 8;

class TileDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override {
        const int words = 2 * Theme::instance().pixels(18) + kGap;
        return {AssetModel::kThumbnail.width() + 2 * kEdge, AssetModel::kThumbnail.height() + words + 2 * kEdge};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override {
        painter->save();
        painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
        const bool isChosen = option.state & QStyle::State_Selected, isPointed = option.state & QStyle::State_MouseOver;
        painter->setPen(QPen(isChosen ? tokens().accent : isPointed ? tokens().strongBorder : tokens().border, 1));
        painter->setBrush(isChosen ? tokens().accentSoft : tokens().surface);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 8, 8);
        const QRect inside = option.rect.adjusted(kEdge, kEdge, -kEdge, -kEdge);
        const QRect frame(inside.topLeft(), AssetModel::kThumbnail);
        paintPicture(painter, QStyle::visualRect(option.direction, inside, frame), index);
        paintWords(painter, option, inside.adjusted(0, AssetModel::kThumbnail.height() + kGap, 0, 0), index);
        if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
            painter->setPen(QPen(tokens().accent, 2));
            painter->setBrush(Qt::NoBrush);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 4, -4, -4), 6, 6);
        }
        painter->restore();
    }

private:
    static void paintPicture(QPainter *painter, const QRect &frame, const QModelIndex &index) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().inset);
        painter->drawRoundedRect(frame, 4, 4);
        const auto picture = index.data(Qt::DecorationRole).value<QPixmap>();
        if (picture.isNull()) {
            painter->drawPixmap(frame.center() - QPoint(11, 11), iconPixmap(QStringLiteral("image"), tokens().tertiary, 24, painter->device()->devicePixelRatioF()));
            return;
        }
        const QSizeF size = picture.deviceIndependentSize();
        painter->drawPixmap(QPointF(frame.x() + (frame.width() - size.width()) / 2, frame.y() + (frame.height() - size.height()) / 2), picture);
    }
    static void paintWords(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QModelIndex &index) {
        const int line = box.height() / 2;
        const int side = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter;
        painter->setFont(Theme::instance().font(TypeRole::Medium));
        painter->setPen(tokens().text);
        const QRect first(box.left(), box.top(), box.width(), line);
        painter->drawText(first, side, painter->fontMetrics().elidedText(inOrder(index.data(Qt::DisplayRole).toString()), Qt::ElideMiddle, first.width()));
        const auto standing = static_cast<AssetStanding>(index.data(AssetModel::StandingRole).toInt());
        const char *name = standing == AssetStanding::Public ? "globe" : standing == AssetStanding::Later ? "cloud" : "eye-off";
        const QColor ink = standing == AssetStanding::Public ? tokens().good : standing == AssetStanding::Later ? tokens().secondary : tokens().warning;
        const QRect second(box.left(), box.top() + line, box.width(), line);
        const QRect mark(second.left(), second.center().y() - 6, 13, 13);
        painter->drawPixmap(QStyle::visualRect(option.direction, second, mark).topLeft(), iconPixmap(QLatin1String(name), ink, 13, painter->device()->devicePixelRatioF()));
        painter->setFont(Theme::instance().font(TypeRole::Secondary));
        painter->setPen(tokens().secondary);
        const QRect words = QStyle::visualRect(option.direction, second, second.adjusted(mark.width() + 5, 0, 0, 0));
        painter->drawText(words, side, painter->fontMetrics().elidedText(index.data(AssetModel::FactsRole).toString(), Qt::ElideRight, words.width()));
    }
};

} // namespace

AssetGrid::AssetGrid(QWidget *parent) : QListView(parent) {
    setObjectName(QStringLiteral("assetGrid"));
    setAccessibleName(tr("Pictures"));
    setViewMode(QListView::IconMode);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setSpacing(kGap / 2);
    setViewportMargins(space::kSmall, 0, space::kSmall, 0); // the tiles stand in line with the search field
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    setItemDelegate(new TileDelegate(this));
    connect(this, &QListView::doubleClicked, this, &AssetGrid::taken);
    connect(&Theme::instance(), &Theme::changed, this, [this] { doItemsLayout(); });
}

void AssetGrid::keyPressEvent(QKeyEvent *event) {
    const bool isTaking = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isTaking && currentIndex().isValid())
        return Q_EMIT taken(currentIndex());
    if (event->key() == Qt::Key_Delete && currentIndex().isValid())
        return Q_EMIT removeWanted(currentIndex());
    QListView::keyPressEvent(event);
}

} // namespace audience::ui
