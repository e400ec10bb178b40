// What is done with a source: saved, tested, taken away and brought back; and what is written of one and not saved, which is kept
// on this machine without its password.
#include "ui/connections/source_panel.h"

#include "base/json.h"
#include "base/text.h"
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/zoned.h"
#include "ui/sources/source_browser.h"
#include "ui/sources/source_form.h"
#include "ui/sources/source_words.h"

#include <QCryptographicHash>

#include <algorithm>

namespace audience::ui {

using model::SourceConnection;
using service::SourceService;
using service::SourceView;

// Drafts are numbered and sources have names: a number made of the name; 0 is the one that was never saved.
std::int64_t SourceLinkPanel::draftId(const std::string &name) {
    if (name.empty())
        return 0;
    const QByteArray digest = QCryptographicHash::hash(QByteArray::fromStdString(name), QCryptographicHash::Sha256);
    std::int64_t id = 0;
    for (int i = 0; i < 7; ++i)
        id = id * 256 + static_cast<unsigned char>(digest[i]);
    return id + 1;
}

void SourceLinkPanel::keepDraft() {
    if (m_view != View::Source)
        return;
    const SourceConnection written = m_form->written();
    if (written != m_shown)
        m_drafts->edited(m_isNew ? written.name : m_current.name, model::toJson(written));
    else if (!m_new)
        m_drafts->settled();
}

// Once, when the window opens: what it held when it ended is held again.
void SourceLinkPanel::takeDrafts(const std::vector<service::Draft> &drafts) {
    for (const service::Draft &draft : drafts) {
        auto written = draft.kind == "source" ? model::sourceConnectionFromJson(draft.body) : Result<SourceConnection>(Error(ErrorKind::NotFound, "draft.damaged"));
        if (!written || (m_view == View::Source && (draft.id == 0 ? m_isNew : m_current.name == draft.name)))
            continue;
        const SourceView *saved = draft.id == 0 ? nullptr : find(draft.name);
        if (saved && saved->connection == *written) {
            m_drafts->discard(draft.id); // it was saved just before the end
        } else if (saved) {
            m_written.try_emplace(draft.name, Written{*written, draft.baseRevision > 0 ? draft.baseRevision : saved->revision});
            m_recovered.insert(draft.name);
        } else if (!m_new) {
            m_new = *written;
            m_recovered.insert(std::string());
        }
    }
}

// It is in the form already; from here on what is written takes its place.
void SourceLinkPanel::draftFound(const service::Draft &draft) {
    if (m_view != View::Source || draft.id != draftId(m_isNew ? std::string() : m_current.name))
        return;
    m_drafts->edited(draft.name, model::toJson(m_form->written()));
    m_drafts->took();
    if (!m_isNew && m_form->written() == m_current)
        m_drafts->settled();
}

void SourceLinkPanel::save() {
    if (m_isSaving || m_view == View::None || m_session->workspace().isReadOnly())
        return;
    const auto wanted = m_form->connection();
    if (!wanted)
        return;
    auto password = std::make_shared<Secret>(m_form->hasPassword() ? m_form->takePassword() : Secret());
    keep({*wanted, m_id, m_revision, {}}, std::move(password), m_isNew ? Saving::New : Saving::Form);
}

void SourceLinkPanel::keep(const SourceView &wanted, std::shared_ptr<Secret> password, Saving saving) {
    struct Kept {
        SourceView view;
        std::optional<Error> problem; // of the password
    };
    const std::string name = wanted.connection.name;
    m_isSaving = true;
    m_notice->clear();
    ++m_busy;
    inBackground(this, [session = m_session, wanted, password]() -> Result<Kept> {
        SourceService sources(*session);
        Kept kept;
        TRY_ASSIGN(kept.view, sources.save(wanted));
        if (!password->empty())
            if (auto stored = sources.storePassword(wanted.connection.name, *password); !stored)
                kept.problem = stored.error();
        return kept;
    }, [this, wanted, name, password, saving, before = m_current](Result<Kept> saved) {
        --m_busy;
        m_isSaving = false;
        const bool isNew = saving == Saving::New;
        const bool isOpen = m_view == View::Source && (isNew ? m_isNew : m_current.name == name);
        if (!saved) {
            if (isOpen && !password->empty())
                m_form->setPassword(*password);
            if (isOpen && saved.error().id == "definition.stale")
                return showStale(wanted, saving);
            if (isOpen && saved.error().id == "definition.not_found")
                m_id = m_revision = 0; // removed elsewhere: the next save makes it anew
            if (!isOpen || !m_form->complainOf(saved.error()))
                say(saved.error());
            return;
        }
        if (isNew)
            m_new.reset();
        m_written.erase(name);
        m_drafts->discard(draftId(isNew ? std::string() : name));
        m_known[name] = {};
        m_browser->forget();
        m_all.erase(std::remove_if(m_all.begin(), m_all.end(), [&](const SourceView &one) { return one.connection.name == name; }), m_all.end());
        m_all.push_back(saved->view);
        std::sort(m_all.begin(), m_all.end(), [](const SourceView &a, const SourceView &b) { return a.connection.name < b.connection.name; });
        if (isOpen)
            show(saved->view, false);
        Q_EMIT touchedWorkspace();
        reload();
        offerUndo(saved->view, before, saving);
        if (saved->problem)
            return say(*saved->problem);
        test(name);
    });
}

// What others saved since is not taken back with it.
void SourceLinkPanel::offerUndo(const SourceView &saved, const SourceConnection &before, Saving saving) {
    const QString words = tr("%1 is saved").arg(toQString(saved.connection.name));
    if (saving == Saving::New)
        Q_EMIT saidWithUndo(words, [this, saved] { takeBackNew(saved); });
    else if (saving == Saving::Form && before != saved.connection)
        Q_EMIT saidWithUndo(words, [this, saved, before] { keep({before, saved.id, saved.revision, {}}, std::make_shared<Secret>(), Saving::Back); });
    else
        Q_EMIT said(words);
}

void SourceLinkPanel::takeBackNew(const SourceView &saved) {
    ++m_busy;
    inBackground(this, [session = m_session] { return SourceService(*session).views(); }, [this, saved](Result<std::vector<SourceView>> all) {
        --m_busy;
        if (!all)
            return say(all.error());
        for (const SourceView &one : *all)
            if (one.id == saved.id && one.revision != saved.revision)
                return say(Error(ErrorKind::Conflict, "definition.stale").with("kind", "connection").with("name", saved.connection.name).with("mine", std::to_string(saved.revision)).with("theirs", std::to_string(one.revision)));
        m_new = saved.connection;
        m_drafts->putBack({{"source", 0, 0, saved.connection.name, model::toJson(saved.connection), {}}});
        removeSaved(saved.connection.name, {});
    });
}

void SourceLinkPanel::showStale(const SourceView &mine, Saving saving) {
    ++m_busy;
    inBackground(this, [session = m_session] { return SourceService(*session).views(); }, [this, mine, saving](Result<std::vector<SourceView>> all) {
        --m_busy;
        if (m_view != View::Source || m_isNew || m_current.name != mine.connection.name)
            return; // another one is open: what was written of this one waits for it
        if (!all)
            return say(all.error());
        const auto theirs = std::find_if(all->begin(), all->end(), [&](const SourceView &one) { return one.id == mine.id; });
        if (theirs == all->end())
            return; // removed in the meantime: the next save says so
        m_mine = mine;
        m_mineWas = saving;
        m_theirs = *theirs;
        const ZoneScope here(this);
        m_stale->show(toQString(mine.connection.name), formatMoment(zoned(theirs->savedAt)), SourceForm::versions(theirs->connection, mine.connection));
    });
}

void SourceLinkPanel::keepMine() {
    m_revision = m_theirs.revision;
    m_drafts->setRevision(m_revision);
    if (m_mineWas == Saving::Form)
        return save(); // with what was written since
    m_mine.revision = m_theirs.revision;
    keep(m_mine, std::make_shared<Secret>(), m_mineWas);
}

void SourceLinkPanel::takeTheirs() {
    const SourceConnection mine = m_form->written();
    m_drafts->discard(draftId(m_current.name));
    show(m_theirs, false);
    reload();
    Q_EMIT saidWithUndo(tr("You took what others saved"), [this, mine] {
        if (!openSource(toQString(mine.name)))
            return;
        m_isChanging = true;
        m_form->write(mine);
        refresh();
        keepDraft();
    });
}

void SourceLinkPanel::test(const std::string &name) {
    if (!m_testing.empty())
        return;
    m_testing = name;
    ++m_busy;
    refresh();
    m_jobs->start(tr("Testing %1").arg(toQString(name)), this, [session = m_session, name](Progress *, const CancelToken &cancel) { return SourceService(*session).test(name, cancel); },
                  [this, name](Result<SourceService::Tested> result) {
        --m_busy;
        m_testing.clear();
        if (!result && result.error().kind == ErrorKind::Cancelled)
            return refresh();
        tested(name, std::make_shared<Result<SourceService::Tested>>(std::move(result)));
    });
}

void SourceLinkPanel::put(const std::string &name, Result<SourceService::Tested> result) {
    tested(name, std::make_shared<Result<SourceService::Tested>>(std::move(result)));
}

void SourceLinkPanel::tested(const std::string &name, std::shared_ptr<Result<SourceService::Tested>> result) {
    const Result<SourceService::Tested> &found = *result;
    const bool isLocked = !found && lacksPassword(found.error());
    m_known[name] = {found ? State::Works : isLocked ? State::NeedsPassword : State::Failed, isLocked ? nullptr : result};
    if (m_view == View::Source && !m_isNew && m_current.name == name) {
        if (!found) {
            m_isChanging = true;
            refresh();
            if (isLocked)
                m_form->wantPassword();
            else
                m_form->complainOf(found.error());
            return;
        }
        if (!isWritten())
            m_isChanging = false;
    }
    refresh();
}

void SourceLinkPanel::remove() {
    if (m_isNew) {
        const SourceConnection thrown = m_form->written();
        (void)m_form->takePassword();
        m_new.reset();
        m_drafts->discard(0);
        m_view = View::None;
        m_isNew = false;
        refresh();
        Q_EMIT gone();
        Q_EMIT saidWithUndo(tr("What was not saved was thrown away"), [this, thrown] {
            m_new = thrown;
            m_drafts->putBack({{"source", 0, 0, thrown.name, model::toJson(thrown), {}}});
            openNew();
            Q_EMIT changed();
        });
        return;
    }
    removeSaved(m_current.name, tr("%1 was removed; its password stays in the keychain").arg(toQString(m_current.name)));
}

void SourceLinkPanel::removeSaved(const std::string &name, const QString &words) {
    ++m_busy;
    inBackground(this, [session = m_session, name] { return SourceService(*session).remove(name); }, [this, name, words](Result<std::int64_t> removed) {
        --m_busy;
        if (!removed)
            return say(removed.error());
        const auto waiting = int(m_taken[name].size());
        m_written.erase(name);
        m_drafts->discard(draftId(name));
        m_known.erase(name);
        m_all.erase(std::remove_if(m_all.begin(), m_all.end(), [&](const SourceView &one) { return one.connection.name == name; }), m_all.end());
        if (m_current.name == name) {
            m_view = View::None;
            m_current = {};
            m_browser->forget();
        }
        Q_EMIT touchedWorkspace();
        reload();
        Q_EMIT gone();
        if (words.isEmpty())
            return;
        Q_EMIT saidWithUndo(waiting == 0 ? words : tr("%1. %n syncs wait for it", nullptr, waiting).arg(words), [this, id = *removed] {
            inBackground(this, [session = m_session, id]() -> Result<SourceView> {
                SourceService sources(*session);
                TRY(sources.restore(id));
                TRY_ASSIGN(const auto all, sources.views());
                const auto back = std::find_if(all.begin(), all.end(), [id](const SourceView &one) { return one.id == id; });
                if (back == all.end())
                    return Error(ErrorKind::NotFound, "connection.unknown").with("name", std::to_string(id));
                return *back;
            }, [this](Result<SourceView> back) {
                if (!back)
                    return say(back.error());
                m_all.push_back(*back);
                Q_EMIT touchedWorkspace();
                reload();
                openSource(toQString(back->connection.name));
                Q_EMIT changed();
            });
        });
    });
}

void SourceLinkPanel::forgetPassword() {
    ++m_busy;
    inBackground(this, [session = m_session, name = m_current.name] { return SourceService(*session).forgetPassword(name); }, [this](Result<void> forgotten) {
        --m_busy;
        if (!forgotten)
            return say(forgotten.error());
        Q_EMIT said(tr("The keychain does not hold this password any more"));
        reload();
    });
}

} // namespace audience::ui
