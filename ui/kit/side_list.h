// The list at the left of a page: a name, an optional icon and a count on the right, with a
// heading.
#pragma once

#include <QFrame>
#include <QListView>
#include <QStandardItemModel>

class QLabel;
class QToolButton;

namespace audience::ui {

struct SideItem {
    QString target; // what itemChosen carries; "": a heading over those that follow
    QString name;
    QString figure; // right-aligned, may be empty
    QString iconName;
    QString badge = {}; // in place of the figure: a word in a small box, as where something stays
    QString hint = {};  // a tooltip
};

class SideList : public QFrame {
    Q_OBJECT
public:
    explicit SideList(const QString &heading, const QString &objectName, QWidget *parent = nullptr);
    void setItems(const QList<SideItem> &items);
    void setFigure(const QString &target, const QString &figure);
    void choose(const QString &target); // without the signal
    QString chosen() const;
    void allowAdd(const QString &tooltip); // shows the plus button
    QAbstractItemModel *itemModel() { return &m_model; }

Q_SIGNALS:
    void itemChosen(const QString &target);
    void addWanted();

private:
    QListView *m_view;
    QToolButton *m_add;
    QStandardItemModel m_model;
};

} // namespace audience::ui
