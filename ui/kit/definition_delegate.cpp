#include "ui/kit/definition_delegate.h"

#include "ui/kit/definition_list.h"
#include "ui/kit/icon.h"
#include "ui/kit/in_order.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QPainter>

namespace audience::ui {

namespace {

constexpr int kPictureWide = 44, kPictureHigh = 56, kRow = 34, kTags = 20, kInside = 12;
// Names of ten thousand characters are shown as far as a row goes; more would only cost time.
constexpr int kMostNameShown = 200;

// Measured from left to right, painted the way people read.
QRect mirrored(const QStyleOptionViewItem &option, const QRect &box, const QRect &part) {
    return QStyle::visualRect(option.direction, box, part);
}

// A letter that is still being drawn.
void paintSkeleton(QPainter *painter, const QRect &frame) {
    painter->setPen(Qt::NoPen);
    painter->setBrush(tokens().inset);
    painter->drawRect(QRect(frame.left() + 5, frame.top() + 6, frame.width() - 10, 9));
    for (int line = 0; line < 4; ++line)
        painter->drawRect(QRect(frame.left() + 5, frame.top() + 21 + line * 7, frame.width() - (line == 3 ? 22 : 10), 3));
}

QRect paintPicture(QPainter *painter, const QRect &box, const QStyleOptionViewItem &option, const QModelIndex &index) {
    const QRect frame = mirrored(option, box, QRect(box.left() + 8, box.center().y() - kPictureHigh / 2 + 1, kPictureWide, kPictureHigh));
    painter->setPen(tokens().border);
    painter->setBrush(tokens().surface);
    painter->drawRoundedRect(QRectF(frame).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    const auto picture = index.data(DefinitionListModel::PictureRole).value<QPixmap>();
    if (picture.isNull())
        paintSkeleton(painter, frame);
    else
        painter->drawPixmap(frame.adjusted(1, 1, -1, -1), picture);
    return box.adjusted(kPictureWide + 18, 6, -4, -6);
}

// As many as have room.
void paintTags(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box, const QRect &line, const QStringList &tags) {
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
    int left = line.left();
    for (const QString &tag : tags) {
        const int room = line.right() - left - 12;
        if (room < 24)
            return;
        const QString shown = painter->fontMetrics().elidedText(inOrder(tag), Qt::ElideRight, room);
        const QRect chip(left, line.top(), painter->fontMetrics().horizontalAdvance(shown) + 12, line.height());
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().inset);
        painter->drawRoundedRect(mirrored(option, box, chip), 8, 8);
        painter->setPen(tokens().secondary);
        painter->drawText(mirrored(option, box, chip), Qt::AlignCenter, shown);
        left = chip.right() + 5;
    }
}

void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &box) {
    const bool isFolded = index.data(DefinitionListModel::FoldedRole).toBool();
    const bool isBackwards = option.direction == Qt::RightToLeft;
    const char *chevron = !isFolded ? "chevron-down" : isBackwards ? "chevron-left" : "chevron-right";
    const qreal scale = painter->device()->devicePixelRatioF();
    const auto draw = [&](const char *name, int left) {
        painter->drawPixmap(mirrored(option, box, QRect(left, box.center().y() - 6, 14, 14)).topLeft(), iconPixmap(QLatin1String(name), tokens().secondary, 14, scale));
    };
    draw(chevron, box.left() + 6);
    draw(isFolded ? "folder" : "folder-open", box.left() + 24);
    QRect line(box.left() + 44, box.top(), box.width() - 54, box.height());
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
    painter->setPen(tokens().tertiary);
    const QString size = formatNumber(index.data(DefinitionListModel::SizeRole).toLongLong());
    painter->drawText(mirrored(option, box, line), int(QStyle::visualAlignment(option.direction, Qt::AlignRight)) | Qt::AlignVCenter, size);
    line.setRight(line.right() - painter->fontMetrics().horizontalAdvance(size) - 10);
    painter->setFont(Theme::instance().font(TypeRole::SecondaryStrong));
    painter->setPen(tokens().secondary);
    painter->drawText(mirrored(option, box, line), int(QStyle::visualAlignment(option.direction, Qt::AlignLeft)) | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(inOrder(index.data().toString().left(kMostNameShown)), Qt::ElideRight, line.width()));
}

} // namespace

int DefinitionDelegate::rowHeight(bool withPictures) {
    return withPictures ? kPictureHigh + 16 : kRow;
}

QSize DefinitionDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const {
    const bool isHeading = !index.data(DefinitionListModel::FolderRole).isNull();
    const bool hasTags = !m_withPictures && !isHeading && !index.data(DefinitionListModel::TagsRole).toStringList().isEmpty();
    return {160, isHeading ? kRow : rowHeight(m_withPictures) + (hasTags ? kTags : 0)};
}

void DefinitionDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &) const {
    const QRect row(option.rect.topLeft(), QSize(option.rect.width(), rowHeight(m_withPictures)));
    editor->setGeometry(row.adjusted(m_withPictures ? kPictureWide + 24 : 8, m_withPictures ? 8 : 2, -8, m_withPictures ? -34 : -2));
}

void DefinitionDelegate::paintBack(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box) const {
    const bool selected = option.state & QStyle::State_Selected;
    painter->setPen(Qt::NoPen);
    if (selected || (option.state & QStyle::State_MouseOver)) {
        painter->setBrush(selected ? tokens().accentSoft : tokens().inset);
        painter->drawRoundedRect(box, 6, 6);
    }
    if ((option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange)) {
        painter->setPen(tokens().accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    }
}

void DefinitionDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect box = option.rect.adjusted(8, 1, -8, -1);
    paintBack(painter, option, box);
    if (!index.data(DefinitionListModel::FolderRole).isNull())
        paintHeading(painter, option, index, box);
    else
        paintEntry(painter, option, index, box);
    painter->restore();
}

void DefinitionDelegate::paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &box) const {
    const bool selected = option.state & QStyle::State_Selected;
    const int indent = index.data(DefinitionListModel::IsInFolderRole).toBool() ? kInside : 0;
    QRect line = box.adjusted(10 + indent, 0, -10, 0);
    if (m_withPictures)
        line = paintPicture(painter, box, option, index);
    if (const QStringList tags = index.data(DefinitionListModel::TagsRole).toStringList(); !m_withPictures && !tags.isEmpty()) {
        line.setBottom(line.bottom() - kTags);
        paintTags(painter, option, box, QRect(line.left(), line.bottom() - 3, line.width(), kTags - 2), tags);
    }
    const QString note = index.data(DefinitionListModel::NoteRole).toString();
    QRect nameLine = line;
    if (m_withPictures)
        nameLine.setBottom(line.center().y() + (note.isEmpty() ? line.height() / 2 : 0));
    painter->setFont(Theme::instance().font(TypeRole::Secondary));
    if (const QVariant count = index.data(DefinitionListModel::CountRole); !m_withPictures && (count.isValid() || !note.isEmpty())) {
        const QString figure = !note.isEmpty() ? note : count.toLongLong() < 0 ? QStringLiteral("–") : formatNumber(count.toLongLong());
        painter->setPen(selected ? tokens().secondary : tokens().tertiary);
        painter->drawText(mirrored(option, box, nameLine), Qt::AlignVCenter | Qt::AlignRight, figure);
        nameLine.setRight(nameLine.right() - painter->fontMetrics().horizontalAdvance(figure) - 10);
    }
    if (index.data(DefinitionListModel::UnsavedRole).toBool()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(tokens().warning);
        painter->drawEllipse(mirrored(option, box, QRect(nameLine.right() - 6, nameLine.center().y() - 2, 6, 6)));
        nameLine.setRight(nameLine.right() - 12);
    }
    if (m_withPictures && !note.isEmpty()) {
        painter->setPen(tokens().tertiary);
        const QRect below(line.left(), line.center().y() + 1, line.width(), 18);
        painter->drawText(mirrored(option, box, below), Qt::AlignVCenter | Qt::AlignLeft, painter->fontMetrics().elidedText(note, Qt::ElideRight, below.width()));
        nameLine.adjust(0, nameLine.height() - 20, 0, 0);
    }
    painter->setFont(Theme::instance().font(TypeRole::Body));
    painter->setPen(selected ? tokens().accent : tokens().text);
    painter->drawText(mirrored(option, box, nameLine), Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(inOrder(index.data().toString().left(kMostNameShown)), Qt::ElideRight, nameLine.width()));
}

} // namespace audience::ui
