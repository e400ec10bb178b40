// What was saved for other emails: insert it linked or as a copy, name it, bring it up to date everywhere, remove it.
// Reads and writes the library on a pool thread. Main thread.
#pragma once

#include "base/result.h"
#include "service/studio_service.h"

#include <QAbstractListModel>
#include <QWidget>

#include <functional>
#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QToolButton;

namespace audience::ui {

class BlockDesk;
class StateView;

class SavedBlocksModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IdRole = Qt::UserRole, NoteRole, IconRole };
    using QAbstractListModel::QAbstractListModel;
    void setBlocks(std::vector<service::SavedBlockView> blocks);
    const service::SavedBlockView *at(const QModelIndex &index) const;
    QModelIndex indexOf(std::int64_t id) const;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_blocks.size()); }
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;

Q_SIGNALS:
    void renameWanted(qint64 id, const QString &name);

private:
    std::vector<service::SavedBlockView> m_blocks;
};

// {"block": ...} or {"section": ...} to insert; `isLinked`: it follows the saved one.
Json loadOf(const service::SavedBlockView &block, bool isLinked);

class SavedBlocks final : public QWidget {
    Q_OBJECT
public:
    SavedBlocks(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void reload();
    void offerToSave(); // the name of what is selected, to be saved by Enter
    bool isSettled() const { return m_busy == 0; }

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void failed(const audience::Error &error);
    void touchedWorkspace();

private:
    void showActs();
    void insert(bool isLinked);
    void saveSelected();
    void update();
    void removeChosen();
    void save(const service::SavedBlockView &value, const std::function<void(const service::SavedBlockView &, const service::Recompiled &)> &then);
    template <class Work, class Then> void work(Work work, Then then);
    const service::SavedBlockView *chosen() const;
    const service::SavedBlockView *originalOfSelection() const;
    BlockDesk *m_desk;
    std::shared_ptr<service::Session> m_session;
    SavedBlocksModel *m_model;
    StateView *m_state;
    QListView *m_list;
    QLineEdit *m_name;
    QLabel *m_note;
    QPushButton *m_save, *m_insert, *m_copy, *m_update;
    QToolButton *m_rename, *m_remove;
    QWidget *m_acts;
    int m_busy = 0;
};

} // namespace audience::ui
