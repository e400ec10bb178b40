// The folders and tags of what a list of definitions shows: keeps each change at once, with its undo. Main thread.
#pragma once

#include "service/definition_shelves.h"

#include <QObject>

#include <functional>
#include <memory>

namespace audience::ui {

class DefinitionList;
struct DefinitionEntry;

class ShelfKeeper final : public QObject {
    Q_OBJECT
public:
    // `kind` as in DefinitionStore.
    ShelfKeeper(std::shared_ptr<service::Session> session, std::string kind, DefinitionList *list);
    void start(const QString &workspace); // the list offers them from here on; which folders are closed is kept for each workspace
    void take(service::Shelves shelves) { m_shelves = std::move(shelves); }
    void fill(DefinitionEntry &entry) const;

Q_SIGNALS:
    void waits(int change); // one more or one less on its way
    void changed();
    void failed(const Error &error);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);

private:
    void save(const service::Shelves &shelves, const QString &said);
    void move(qint64 id, const QString &folder);
    void renameFolder(const QString &folder, const QString &name);
    void tag(qint64 id, const QStringList &tags);
    service::Shelf shelfOf(qint64 id) const;

    std::shared_ptr<service::Session> m_session;
    const std::string m_kind;
    DefinitionList *m_list;
    service::Shelves m_shelves;
};

} // namespace audience::ui
