#include "ui/kit/shelf_keeper.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/kept.h"


namespace audience::ui {

using service::DefinitionShelves;
using service::Shelf;
using service::Shelves;

ShelfKeeper::ShelfKeeper(std::shared_ptr<service::Session> session, std::string kind, DefinitionList *list)
    : QObject(list), m_session(std::move(session)), m_kind(std::move(kind)), m_list(list) {}

void ShelfKeeper::start(const QString &workspace) {
    const QString key = QStringLiteral("folded/%1/%2").arg(workspace, toQString(m_kind));
    const QStringList folded = Kept::value(key).toStringList();
    m_list->setShelves(QSet<QString>(folded.begin(), folded.end()));
    connect(m_list, &DefinitionList::foldedChanged, this, [key](const QSet<QString> &now) { Kept::keep(key, QStringList(now.begin(), now.end())); });
    connect(m_list, &DefinitionList::moveWanted, this, &ShelfKeeper::move);
    connect(m_list, &DefinitionList::folderRenameWanted, this, &ShelfKeeper::renameFolder);
    connect(m_list, &DefinitionList::tagsWanted, this, &ShelfKeeper::tag);
}

Shelf ShelfKeeper::shelfOf(qint64 id) const {
    const auto found = m_shelves.find(id);
    return found == m_shelves.end() ? Shelf() : found->second;
}

void ShelfKeeper::fill(DefinitionEntry &entry) const {
    const Shelf shelf = shelfOf(entry.id);
    entry.folder = toQString(shelf.folder);
    for (const std::string &tag : shelf.tags)
        entry.tags << toQString(tag);
}

void ShelfKeeper::save(const Shelves &shelves, const QString &said) {
    Q_EMIT waits(1);
    inBackground(this, [session = m_session, kind = m_kind, shelves] { return DefinitionShelves(*session, kind).put(shelves); },
                 [this, said](Result<Shelves> before) {
                     Q_EMIT waits(-1);
                     if (!before)
                         return Q_EMIT failed(before.error());
                     Q_EMIT changed();
                     if (!said.isEmpty())
                         Q_EMIT saidWithUndo(said, [this, before = *before] { save(before, {}); });
                 });
}

void ShelfKeeper::move(qint64 id, const QString &folder) {
    Shelves wanted{{id, shelfOf(id)}};
    wanted[id].folder = service::folderOf(toUtf8(folder));
    if (wanted[id] != shelfOf(id))
        save(wanted, folder.isEmpty() ? tr("Taken out of its folder") : tr("Moved to \"%1\"").arg(folder.left(80)));
}

void ShelfKeeper::renameFolder(const QString &folder, const QString &name) {
    Shelves wanted;
    for (const auto &[id, shelf] : m_shelves)
        if (shelf.folder == toUtf8(folder))
            wanted[id] = Shelf{toUtf8(name), shelf.tags};
    if (!wanted.empty())
        save(wanted, name.isEmpty() ? tr("Folder \"%1\" taken away").arg(folder.left(80)) : tr("Renamed to \"%1\"").arg(name.left(80)));
}

void ShelfKeeper::tag(qint64 id, const QStringList &tags) {
    Shelves wanted{{id, shelfOf(id)}};
    wanted[id].tags.clear();
    for (const QString &one : tags)
        wanted[id].tags.push_back(toUtf8(one));
    save(wanted, tags.isEmpty() ? tr("Tags taken away") : tr("Tagged"));
}

} // namespace audience::ui
