// Saving what a page of definitions edits, its drafts, and saves that came too late.
#include "ui/kit/definition_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/definition_list.h"
#include "ui/kit/notice.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"

#include <QLineEdit>
#include <QLocale>
#include <QUndoStack>

#include <algorithm>

namespace audience::ui {

using service::DefinitionStore;
using service::Draft;
using service::SavedDefinition;

Result<std::vector<Draft>> DefinitionPage::draftsOf(service::Session &session, const std::string &kind) {
    const service::DraftService drafts(session);
    TRY_ASSIGN(service::DraftList list, drafts.list());
    std::vector<Draft> ours;
    for (Draft &draft : list.drafts) {
        if (draft.kind != kind)
            continue;
        if (draft.id == 0) { // of an earlier version of the program, which kept one
            draft.id = -std::max<std::int64_t>(1, draft.writtenAt.micros);
            if (drafts.save(draft)) // else it is one again the next time
                (void)drafts.discard(kind, 0);
        }
        ours.push_back(std::move(draft));
    }
    return ours;
}

void DefinitionPage::save() {
    settle([this] {
        if (m_hasDocument && !m_isSaving)
            saveAs(m_current, false);
    });
}

void DefinitionPage::saveAs(SavedDefinition mine, bool asCopy) {
    mine.body = body();
    const std::int64_t draft = mine.id;
    mine.id = std::max<std::int64_t>(0, mine.id);
    m_isSaving = true;
    waitFor(1);
    inBackground(this,
                 [session = m_session, kind = m_kind, mine, asCopy] {
                     DefinitionStore store(*session, kind);
                     return asCopy ? store.saveCopy(mine) : store.save(mine);
                 },
                 [this, mine, asCopy, draft, document = m_document](Result<SavedDefinition> done) {
                     m_isSaving = false;
                     waitFor(-1);
                     if (done && (asCopy || document != m_document))
                         forgetDraft(draft);
                     // Another one was opened meanwhile: what was saved must not become what is on the screen.
                     if (document != m_document) {
                         if (!done)
                             return say(done.error()); // its draft still has what was written
                         Q_EMIT said(tr("\"%1\" saved").arg(toQString(done->name).left(80)));
                         Q_EMIT touchedWorkspace();
                         return reload();
                     }
                     if (done)
                         return saved(*done, mine);
                     if (done.error().id == "definition.stale")
                         return showStale();
                     say(done.error());
                     if (mine.name.empty())
                         m_name->setFocus();
                 });
}

void DefinitionPage::saved(const SavedDefinition &definition, const SavedDefinition &sent) {
    // What was written while the save was on its way is not saved yet.
    const bool isAsSent = m_current.name == sent.name && body() == sent.body;
    const std::string nameNow = m_current.name;
    forgetDraft(m_current.id);
    m_current.id = definition.id;
    m_current.revision = definition.revision;
    m_current.savedAt = definition.savedAt;
    m_current.name = nameNow == sent.name ? definition.name : nameNow; // a copy got the first free one
    if (toUtf8(m_name->text()) != m_current.name)
        m_name->setText(name());
    m_current.body = definition.body;
    m_drafts->open(definition.id, definition.revision);
    if (isAsSent)
        m_stack->setClean();
    else
        edited();
    m_notice->clear();
    m_stale->hide();
    use(definition.id);
    refreshState();
    documentChanged();
    Q_EMIT said(tr("\"%1\" saved").arg(toQString(definition.name).left(80)));
    Q_EMIT touchedWorkspace();
    reload();
}

void DefinitionPage::showStale() {
    inBackground(this, [session = m_session, kind = m_kind, id = m_current.id] { return DefinitionStore(*session, kind).find(id); },
                 [this, document = m_document](Result<SavedDefinition> theirs) {
                     if (document != m_document)
                         return; // another one is open: this one's draft has what was written
                     if (!theirs)
                         return say(theirs.error());
                     m_theirs = *theirs;
                     const ZoneScope here(this);
                     QVector<VersionRow> rows{{tr("Name"), toQString(m_theirs.name).left(200), name().left(200)}};
                     rows += versions(m_theirs.body, body());
                     m_stale->show(name(), formatMoment(zoned(m_theirs.savedAt)), rows);
                 });
}

void DefinitionPage::draftFound(const Draft &draft, bool isOfNow) {
    if (draft.id != m_current.id || draft.id <= 0 || !m_hasDocument)
        return; // what was never saved is shown as it was left
    // What is left of work on a version that is saved as it stands is no news.
    if (m_stack->isClean() && draft.body == m_current.body && draft.name == m_current.name)
        return m_drafts->dropFound();
    if (isOfNow && m_stack->isClean())
        return takeDraft(draft);
    m_recovered->offer(draft);
}

void DefinitionPage::takeDraft(const Draft &draft) {
    m_recovered->hide();
    if (draft.id != m_current.id || !m_hasDocument) {
        SavedDefinition base;
        base.id = draft.id;
        for (const SavedDefinition &one : m_all)
            if (one.id == draft.id)
                base = one;
        if (base.id < 0)
            m_new.insert(m_new.begin(), base);
        show(base);
    }
    // Made from an older version: saving it shows both.
    setRevision(draft.baseRevision);
    if (draft.name != m_current.name)
        setName(toQString(draft.name));
    editBody(draft.body);
    m_drafts->took();
    fillList();
}

// The drafts of what was never saved, and which saved ones have one.
void DefinitionPage::takeDrafts(const std::vector<Draft> &drafts) {
    for (const Draft &draft : drafts) {
        if (m_gone.count(draft.id) != 0)
            continue;
        if (draft.id > 0 && draft.id != m_current.id)
            m_list->model()->setUnsaved(draft.id, true);
        const bool isKnown = std::any_of(m_new.begin(), m_new.end(), [&](const SavedDefinition &one) { return one.id == draft.id; });
        if (draft.id > 0 || isKnown)
            continue; // what is known here is newer than the disk
        SavedDefinition one;
        one.id = draft.id;
        one.name = draft.name;
        one.body = draft.body;
        one.savedAt = draft.writtenAt;
        m_new.push_back(std::move(one));
    }
}

// A new one that nobody wrote in leaves nothing behind; any other stays in the list as it is now.
void DefinitionPage::leaveNew() {
    if (!m_hasDocument || m_current.id >= 0)
        return;
    const auto found = std::find_if(m_new.begin(), m_new.end(), [this](const SavedDefinition &one) { return one.id == m_current.id; });
    if (found == m_new.end())
        return;
    const bool isEmpty = !m_isTouched && found->savedAt.micros == 0;
    if (isEmpty) {
        m_new.erase(found);
    } else {
        found->name = m_current.name;
        found->body = body();
        found->savedAt.micros = std::max<std::int64_t>(1, found->savedAt.micros); // written, whenever that was
    }
    m_drafts->flush();
    // Not now: the list may be the one that asked for another document.
    m_fill.start(0);
}

void DefinitionPage::forgetDraft(std::int64_t id) {
    m_gone.insert(id);
    m_drafts->discard(id);
    m_list->model()->setUnsaved(id, false);
    m_new.erase(std::remove_if(m_new.begin(), m_new.end(), [id](const SavedDefinition &one) { return one.id == id; }), m_new.end());
}

} // namespace audience::ui
