// The list at the left of a page that keeps definitions: search, sort, counts, an optional picture, and
// what can be done with one entry (rename in place, duplicate, remove). Made for ten thousand entries:
// counts and pictures are asked for only for the rows in sight. Main thread; it asks, the page acts.
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QHash>
#include <QPixmap>
#include <QTimer>

class QLabel;
class QLineEdit;
class QListView;
class QToolButton;

namespace audience::ui {

struct DefinitionEntry {
    qint64 id = 0;
    QString name;
    qint64 changed = 0; // when it was saved, microseconds
    QString note;       // small words below the name, where pictures are shown
};

enum class DefinitionOrder { Name, Count, Recent, Changed };

class DefinitionListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, CountRole, UnsavedRole, PictureRole, NoteRole };
    using QAbstractListModel::QAbstractListModel;
    void setEntries(QVector<DefinitionEntry> entries);
    void setFilter(const QString &words);
    void setOrder(DefinitionOrder order, const QVector<qint64> &recent);
    void setCount(qint64 id, qint64 count); // -1: it cannot be counted
    void setPicture(qint64 id, const QPixmap &picture);
    void setUnsaved(qint64 id, bool unsaved);
    void forgetCounts();
    int rowOf(qint64 id) const { return m_rowOf.value(id, -1); }
    qint64 idAt(int row) const { return row >= 0 && row < m_shown.size() ? m_entries[m_shown[row]].id : 0; }
    bool hasCount(qint64 id) const { return m_counts.contains(id); }
    bool hasPicture(qint64 id) const { return m_pictures.contains(id); }
    DefinitionOrder order() const { return m_order; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_shown.size()); }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void renameWanted(qint64 id, const QString &name);

private:
    void arrange();
    void touch(qint64 id, int role);
    QVector<DefinitionEntry> m_entries;
    QVector<int> m_shown;
    QHash<qint64, int> m_rowOf;
    QHash<qint64, qint64> m_counts;
    QHash<qint64, QPixmap> m_pictures;
    QHash<qint64, bool> m_unsaved;
    QVector<qint64> m_recent;
    QString m_filter;
    DefinitionOrder m_order = DefinitionOrder::Name;
};

class DefinitionList final : public QFrame {
    Q_OBJECT
public:
    // `withPictures`: tall rows with a picture and a note instead of a count.
    DefinitionList(const QString &heading, const QString &addWords, const QString &objectName, bool withPictures, QWidget *parent = nullptr);
    DefinitionListModel *model() { return &m_model; }
    void setEntries(const QVector<DefinitionEntry> &entries);
    void setRecent(const QVector<qint64> &recent);
    void choose(qint64 id); // without the signal; 0: none
    void renameInPlace();

Q_SIGNALS:
    void chosen(qint64 id);
    void addWanted();
    void renameWanted(qint64 id, const QString &name);
    void duplicateWanted(qint64 id);
    void removeWanted(qint64 id);
    void detailsWanted(const QVector<qint64> &ids); // rows in sight that lack their count or picture

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMenu(const QPoint &at);
    void showOrders();
    void askForDetails();
    qint64 current() const;
    DefinitionListModel m_model;
    QVector<qint64> m_recent;
    bool m_withPictures;
    QListView *m_view;
    QLineEdit *m_search;
    QLabel *m_nothing;
    QToolButton *m_order;
    QTimer m_soon;
};

} // namespace audience::ui
