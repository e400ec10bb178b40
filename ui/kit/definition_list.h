// The list at the left of a page that keeps definitions: search, sort, counts, an optional picture, and
// what can be done with one entry (rename in place, duplicate, remove, put into a folder, tag). Made for ten
// thousand entries: counts and pictures are asked for only for the rows in sight. Main thread; it asks, the page acts.
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QHash>
#include <QPixmap>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <functional>

class QKeyEvent;
class QLabel;
class QLineEdit;
class QMenu;
class QListView;
class QToolButton;

namespace audience::ui {

struct DefinitionEntry {
    qint64 id = 0;
    QString name;
    qint64 changed = 0; // when it was saved, microseconds
    QString note;       // small words below the name, where pictures are shown
    QString folder = {};
    QStringList tags = {};
};

enum class DefinitionOrder { Name, Count, Recent, Changed };

class DefinitionListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    // FolderRole: the name of the folder that this row is the heading of; its size counts what is in it.
    enum Role { IdRole = Qt::UserRole, CountRole, UnsavedRole, PictureRole, NoteRole, FolderRole, FoldedRole, SizeRole, IsInFolderRole, TagsRole };
    using QAbstractListModel::QAbstractListModel;
    void setEntries(QVector<DefinitionEntry> entries);
    void setFilter(const QString &words); // in the name; "#vip" among the tags
    void setFolded(const QSet<QString> &folders);
    const QSet<QString> &folded() const { return m_folded; }
    QStringList folders() const; // of all entries, by name
    QStringList tags() const;
    const DefinitionEntry *entryOf(qint64 id) const;
    void setOrder(DefinitionOrder order, const QVector<qint64> &recent);
    void setCount(qint64 id, qint64 count); // -1: it cannot be counted
    void setPicture(qint64 id, const QPixmap &picture);
    void setUnsaved(qint64 id, bool unsaved);
    void forgetCounts();
    int rowOf(qint64 id) const { return m_rowOf.value(id, -1); } // -1: not shown, e.g. in a folder that is closed
    qint64 idAt(int row) const { return row >= 0 && row < m_shown.size() && m_shown[row] >= 0 ? m_entries[m_shown[row]].id : 0; } // 0: a heading
    bool isHeading(int row) const { return row >= 0 && row < m_shown.size() && m_shown[row] < 0; }
    QString folderAt(int row) const; // that the row is the heading of or stands in
    bool hasCount(qint64 id) const { return m_counts.contains(id); }
    bool hasPicture(qint64 id) const { return m_pictures.contains(id); }
    DefinitionOrder order() const { return m_order; }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_shown.size()); }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    // Entries are carried onto a folder, onto one that is in it, or beside them all.
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column, const QModelIndex &parent) override;

Q_SIGNALS:
    void renameWanted(qint64 id, const QString &name);
    void folderRenameWanted(const QString &folder, const QString &name);
    void moveWanted(qint64 id, const QString &folder); // "": out of its folder

private:
    void arrange();
    void putInFolders();
    bool isMeant(const DefinitionEntry &entry, const QStringList &tags, const QString &words) const;
    void touch(qint64 id, int role);
    QVector<DefinitionEntry> m_entries;
    QVector<int> m_shown; // entries; below 0 the heading of folder -1 - n
    QStringList m_headings;
    QVector<int> m_sizes; // of the folders with these headings
    QSet<QString> m_folded;
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
    void setShelves(const QSet<QString> &folded); // entries can be put into folders and tagged
    void addShelfActs(QMenu *menu, qint64 id, QWidget *anchor = nullptr); // to move it and to tag it, under the anchor

Q_SIGNALS:
    void chosen(qint64 id);
    void addWanted();
    void renameWanted(qint64 id, const QString &name);
    void duplicateWanted(qint64 id);
    void removeWanted(qint64 id);
    void moveWanted(qint64 id, const QString &folder);
    void folderRenameWanted(const QString &folder, const QString &name); // "": its entries stand by themselves again
    void tagsWanted(qint64 id, const QStringList &tags);
    void foldedChanged(const QSet<QString> &folded);
    void detailsWanted(const QVector<qint64> &ids); // rows in sight that lack their count or picture

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMenu(const QPoint &at);
    void moveToFolder(qint64 id, QWidget *anchor);
    void chooseTags(qint64 id, QWidget *anchor);
    void showFolderMenu(const QString &folder, const QPoint &at);
    void fold(int row, bool folded);
    bool press(QKeyEvent *key);
    void arrangedAnew(const std::function<void()> &change);
    void showOrders();
    void askForDetails();
    qint64 current() const;
    DefinitionListModel m_model;
    QVector<qint64> m_recent;
    bool m_withPictures, m_hasShelves = false;
    qint64 m_chosen = 0;
    QListView *m_view;
    QLineEdit *m_search;
    QLabel *m_nothing;
    QToolButton *m_order;
    QTimer m_soon;
};

} // namespace audience::ui
