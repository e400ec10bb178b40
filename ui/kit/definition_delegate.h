// How a row of the list of definitions looks: a name with its count or picture and its tags, or the heading of a folder.
// Main thread.
#pragma once

#include <QStyledItemDelegate>

namespace audience::ui {

class DefinitionDelegate final : public QStyledItemDelegate {
public:
    DefinitionDelegate(bool withPictures, QObject *parent) : QStyledItemDelegate(parent), m_withPictures(withPictures) {}
    static int rowHeight(bool withPictures);
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintBack(QPainter *painter, const QStyleOptionViewItem &option, const QRect &box) const;
    void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, const QRect &box) const;
    bool m_withPictures;
};

} // namespace audience::ui
