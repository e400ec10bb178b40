// What can be done with one definition of a page beside editing it: rename, duplicate, remove, with undo.
#include "ui/kit/definition_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/actions.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/kept.h"
#include "ui/kit/notice.h"
#include "ui/kit/widgets.h"

#include <QMenu>
#include <QToolButton>
#include <QUndoStack>

namespace audience::ui {

using service::DefinitionStore;
using service::Draft;
using service::SavedDefinition;

static constexpr int kRecentKept = 20;

void DefinitionPage::rename(qint64 id, const QString &name) {
    if (id < 0)
        open(QString::number(id));
    if (m_hasDocument && id == m_current.id && isChanged())
        return setName(name); // part of what is being written
    QString before;
    for (const SavedDefinition &one : m_all)
        if (one.id == id)
            before = toQString(one.name);
    waitFor(1);
    inBackground(this, [session = m_session, kind = m_kind, id, name] { return DefinitionStore(*session, kind).rename(id, toUtf8(name)); },
                 [this, id, before](Result<SavedDefinition> done) {
                     waitFor(-1);
                     if (!done)
                         return say(done.error());
                     m_notice->clear();
                     if (m_hasDocument && m_current.id == id)
                         renamed(*done);
                     reload();
                     Q_EMIT touchedWorkspace();
                     Q_EMIT saidWithUndo(tr("Renamed to \"%1\"").arg(toQString(done->name).left(80)), [this, id, before] { rename(id, before); });
                 });
}

// The open one goes on with its history: the name is one more step of it.
void DefinitionPage::renamed(const SavedDefinition &now) {
    const bool wasChanged = isChanged();
    setName(toQString(now.name));
    setRevision(now.revision);
    m_current.savedAt = now.savedAt;
    if (!wasChanged)
        m_stack->setClean();
    edited();
}

void DefinitionPage::duplicate(qint64 id) {
    if (id < 0) {
        for (const SavedDefinition &one : m_new)
            if (one.id == id)
                return startNew(toQString(one.name), m_hasDocument && m_current.id == id ? body() : Json(one.body), true);
        return;
    }
    waitFor(1);
    inBackground(this,
                 [session = m_session, kind = m_kind, id]() -> Result<SavedDefinition> {
                     DefinitionStore store(*session, kind);
                     TRY_ASSIGN(const SavedDefinition original, store.find(id));
                     return store.saveCopy(original);
                 },
                 [this](Result<SavedDefinition> copy) {
                     waitFor(-1);
                     if (!copy)
                         return say(copy.error());
                     m_wanted = QString::number(copy->id);
                     reload();
                     Q_EMIT touchedWorkspace();
                     Q_EMIT saidWithUndo(tr("\"%1\" made").arg(toQString(copy->name).left(80)), [this, id = copy->id] { removeOne(id); });
                 });
}

// What is used says so first, by whom; what is not goes, and comes back from the toast.
void DefinitionPage::removeOne(qint64 id, bool isSure) {
    if (id < 0)
        return throwAway(id);
    m_inUse->clear();
    if (const auto &uses = usesOf(id); !uses.empty() && !isSure) {
        constexpr std::size_t kNamed = 3;
        QStringList names;
        for (std::size_t i = 0; i < std::min(kNamed, uses.size()); ++i)
            names << wordsOf(uses[i]);
        if (uses.size() > kNamed)
            names << tr("%Ln more", nullptr, int(uses.size() - kNamed));
        QString name;
        for (const SavedDefinition &one : m_all)
            if (one.id == id)
                name = toQString(one.name).left(80);
        m_removing = id;
        m_inUse->say(Tone::Warning, tr("\"%1\" is in use").arg(name), tr("It is used by: %1. Without it none of these can be counted or sent.").arg(names.join(QStringLiteral(", "))),
                     tr("Remove it all the same"));
        return;
    }
    SavedDefinition removed;
    for (const SavedDefinition &one : m_all)
        if (one.id == id)
            removed = one;
    waitFor(1);
    inBackground(this, [session = m_session, kind = m_kind, id] { return DefinitionStore(*session, kind).remove(id); },
                 [this, id, removed](Result<void> done) {
                     waitFor(-1);
                     if (!done)
                         return say(done.error());
                     if (m_current.id == id)
                         closeDocument();
                     // What was not saved goes with it, and comes back with it.
                     m_gone.insert(id);
                     const auto drafts = std::make_shared<std::vector<Draft>>();
                     m_drafts->throwAway(id, [drafts](std::vector<Draft> gone) { *drafts = std::move(gone); });
                     reload();
                     Q_EMIT touchedWorkspace();
                     const auto undo = [this, id, revision = removed.revision, drafts] {
                         inBackground(this, [session = m_session, kind = m_kind, id] { return DefinitionStore(*session, kind).restore(id); },
                                      [this, id, revision, drafts](Result<SavedDefinition> again) {
                                          if (!again)
                                              return say(again.error());
                                          for (Draft &draft : *drafts)
                                              if (draft.baseRevision == revision)
                                                  draft.baseRevision = again->revision;
                                          m_gone.erase(id);
                                          m_drafts->putBack(*drafts);
                                          m_wanted = QString::number(id);
                                          reload();
                                          Q_EMIT touchedWorkspace();
                                      });
                     };
                     const QString name = toQString(removed.name).left(80);
                     const auto &uses = usesOf(id);
                     if (uses.empty())
                         Q_EMIT saidWithUndo(tr("\"%1\" removed").arg(name), undo);
                     else
                         Q_EMIT saidWithUndo(tr("\"%1\" removed; used by: %2").arg(name, wordsOf(uses.front())), undo);
                 });
}

void DefinitionPage::throwAway(qint64 id) {
    const bool isOpen = m_hasDocument && m_current.id == id;
    Draft draft{m_kind, id, 0, {}, {}, {}};
    for (const SavedDefinition &one : m_new)
        if (one.id == id) {
            draft.name = isOpen ? m_current.name : one.name;
            draft.body = isOpen ? body() : one.body;
        }
    forgetDraft(id);
    if (isOpen)
        closeDocument();
    reload();
    Q_EMIT saidWithUndo(tr("Thrown away"), [this, draft] { takeDraft(draft); });
}

void DefinitionPage::showMenu() {
    auto *menu = new QMenu(this);
    menu->setObjectName(part("Menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addHiddenActions(menu, actions()); // what the top bar has no room for
    if (!menu->isEmpty())
        menu->addSeparator();
    addToMenu(menu);
    if (m_current.id > 0) {
        menu->addAction(tr("Duplicate"), this, [this] { duplicate(m_current.id); });
        m_list->addShelfActs(menu, m_current.id, m_more);
        menu->addSeparator();
        menu->addAction(tr("Remove"), this, [this] { removeOne(m_current.id); });
    } else {
        menu->addAction(tr("Throw away"), this, [this] { throwAway(m_current.id); });
    }
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2)));
}

QVector<qint64> DefinitionPage::recent() const {
    QVector<qint64> ids;
    const auto kept = Kept::value(QStringLiteral("recent/%1/%2").arg(toQString(m_session->workspace().uuid()), m_prefix)).toList();
    for (const QVariant &id : kept)
        ids.append(id.toLongLong());
    return ids;
}

void DefinitionPage::use(qint64 id) {
    QVector<qint64> ids = recent();
    ids.removeAll(id);
    ids.prepend(id);
    QVariantList kept;
    for (const qint64 one : ids.mid(0, kRecentKept))
        kept.append(one);
    Kept::keep(QStringLiteral("recent/%1/%2").arg(toQString(m_session->workspace().uuid()), m_prefix), kept);
    m_list->setRecent(ids);
}

} // namespace audience::ui
