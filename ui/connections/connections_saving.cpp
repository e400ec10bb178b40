// Saving connections, what is written of them and not saved, and saves that came too late.
#include "ui/connections/connections_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/connections/connection_draft.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/mail_server_guide.h"
#include "ui/kit/background.h"
#include "ui/kit/draft_keeper.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace audience::ui {

using service::ConnectionService;
using service::ConnectionTest;
using service::ConnectionView;
using service::Draft;

static bool areSame(const net::AwsCredentials &a, const net::AwsCredentials &b) {
    return a.accessKeyId == b.accessKeyId && a.secretKey.view() == b.secretKey.view() && a.sessionToken.view() == b.sessionToken.view();
}

bool ConnectionsPage::isChanged() const {
    return m_open != 0 && (m_form->hasKeys() || !saysTheSame(m_form->written(), m_shown));
}

void ConnectionsPage::wrote() {
    const ConnectionView written = m_form->written();
    m_writtenSince.insert(m_open);
    if (m_open < 0)
        m_unsaved[m_open] = written;
    if (saysTheSame(written, m_shown))
        m_drafts->settled();
    else
        m_drafts->edited(written.name, draftOf(written));
    const bool was = m_written.count(m_open) != 0;
    if (isChanged())
        m_written.insert(m_open);
    else
        m_written.erase(m_open);
    if (was != isChanged())
        refresh();
    else if (m_open < 0)
        fillList(); // its name
}

void ConnectionsPage::forget(std::int64_t document) {
    m_drafts->discard(document);
    m_unsaved.erase(document);
    m_written.erase(document);
    m_keys.erase(document);
}

void ConnectionsPage::takeDrafts(const std::vector<Draft> &drafts) {
    for (const Draft &draft : drafts) {
        if (draft.kind != "connection")
            continue;
        if (draft.id < 0)
            m_unsaved.try_emplace(draft.id, writtenIn(draft.body));
        m_written.insert(draft.id);
    }
}

void ConnectionsPage::draftFound(const Draft &draft, bool isOfNow) {
    if (draft.id != m_open || draft.id <= 0)
        return; // what was never saved is shown as it was left
    // What is left of work on a version that is saved as it stands is no news.
    if (!isChanged() && saysTheSame(writtenIn(draft.body), m_shown)) {
        m_written.erase(draft.id);
        fillList();
        return m_drafts->dropFound();
    }
    if (isOfNow && saysTheSame(m_form->written(), m_shown))
        return takeDraft(draft);
    m_recovered->offer(draft);
}

void ConnectionsPage::takeDraft(const Draft &draft) {
    m_recovered->hide();
    if (draft.id != m_open) {
        const auto base = std::find_if(m_all.begin(), m_all.end(), [&](const ConnectionView &one) { return one.id.value == draft.id; });
        show(base != m_all.end() ? *base : freshConnection(writtenIn(draft.body).kind), draft.id);
    }
    m_current.revision = draft.baseRevision; // made from an older version: saving it shows both
    m_drafts->setRevision(draft.baseRevision);
    m_form->write(writtenIn(draft.body));
    wrote();
    m_drafts->took();
}

void ConnectionsPage::save() {
    if (m_open == 0 || m_isSaving || m_session->workspace().isReadOnly())
        return;
    auto wanted = m_form->connection();
    if (!wanted)
        return;
    wanted->id = m_current.id;
    wanted->revision = m_current.revision;
    keep(*wanted, m_open, Saving::Form);
}

void ConnectionsPage::keep(const ConnectionView &wanted, std::int64_t document, Saving saving) {
    struct Kept {
        ConnectionView connection;
        std::optional<Error> keysProblem;
    };
    const bool isOfForm = document == m_open && saving != Saving::Back;
    auto typed = std::make_shared<net::AwsCredentials>(m_form->writtenKeys());
    const bool hasKeys = isOfForm && m_form->typedKeys().has_value();
    m_isSaving = true;
    m_writtenSince.erase(document);
    ++m_busy;
    inBackground(this, [session = m_session, wanted, typed, hasKeys, saving]() -> Result<Kept> {
        ConnectionService service(*session);
        Kept kept;
        TRY_ASSIGN(kept.connection, saving == Saving::Copy ? service.saveCopy(wanted) : service.save(wanted));
        if (hasKeys)
            if (auto stored = service.storeKeys(kept.connection.name, *typed); !stored)
                kept.keysProblem = stored.error();
        return kept;
    }, [this, wanted, document, saving, isOfForm, typed, sent = m_form->written(), before = m_current](Result<Kept> done) {
        --m_busy;
        m_isSaving = false;
        const bool isOpen = document == m_open;
        if (!done && done.error().id == "definition.stale" && isOpen)
            return showStale(wanted, isOfForm);
        if (!done) {
            if (done.error().id == "definition.not_found" && isOpen)
                m_current.id = {}; // removed elsewhere: the next save makes it anew
            return say(done.error()); // of another one its draft still has what was written
        }
        if (isOfForm && isOpen) {
            if (!done->keysProblem && areSame(m_form->writtenKeys(), *typed))
                m_form->writeKeys({});
            kept(done->connection, sent);
        } else if (isOfForm && m_writtenSince.count(document) == 0) {
            forget(document); // another one was opened meanwhile: what was saved must not become what is on the screen
        }
        Q_EMIT touchedWorkspace();
        reload();
        if (saving == Saving::Form)
            offerUndo(done->connection, before);
        if (done->keysProblem)
            return say(*done->keysProblem);
        test(done->connection);
    });
}

void ConnectionsPage::kept(const ConnectionView &saved, const ConnectionView &sent) {
    ConnectionView now = m_form->written();
    const bool isAsSent = saysTheSame(now, sent);
    if (now.name == sent.name)
        now.name = saved.name; // a copy got the first free one
    forget(m_open);
    m_open = saved.id.value;
    m_current = saved;
    m_isChanging = false;
    m_form->setSaved(saved.name);
    m_form->write(saved);
    m_shown = m_form->written();
    m_notice->clear();
    m_recovered->hide();
    m_stale->hide();
    m_drafts->open(m_open, saved.revision);
    if (isAsSent && !m_form->hasKeys())
        return refresh();
    // What was written while the save was on its way is not saved yet.
    (now.ses ? now.ses->name : now.smtp ? now.smtp->name : now.sqs->name) = now.name;
    m_form->write(now);
    wrote();
    refresh();
}

void ConnectionsPage::offerUndo(const ConnectionView &saved, const ConnectionView &before) {
    const QString words = tr("%1 is saved").arg(toQString(saved.name));
    if (!before.id.isValid())
        Q_EMIT saidWithUndo(words, [this, saved] { takeBackNew(saved); });
    else if (before.ses != saved.ses || before.smtp != saved.smtp || before.sqs != saved.sqs)
        Q_EMIT saidWithUndo(words, [this, before, saved] {
            ConnectionView back = before;
            back.id = saved.id;
            back.revision = saved.revision;
            keep(back, saved.id.value, Saving::Back);
        });
}

// It goes, and what was written is there as before it was saved; its keys stay where they are.
void ConnectionsPage::takeBackNew(const ConnectionView &saved) {
    ++m_busy;
    inBackground(this, [session = m_session, saved]() -> Result<void> {
        ConnectionService service(*session);
        TRY_ASSIGN(const auto all, service.list());
        for (const ConnectionView &one : all)
            if (one.id == saved.id && one.revision != saved.revision) // what others saved since is not taken back with it
                return Error(ErrorKind::Conflict, "definition.stale").with("kind", "connection").with("name", saved.name).with("mine", std::to_string(saved.revision)).with("theirs", std::to_string(one.revision));
        return service.remove(saved.name);
    }, [this, saved](Result<void> done) {
        --m_busy;
        if (!done)
            return say(done.error());
        const bool isOpen = m_open == saved.id.value;
        const ConnectionView written = isOpen ? m_form->written() : saved;
        forget(saved.id.value);
        const std::int64_t document = m_drafts->newId();
        m_unsaved[document] = written;
        m_written.insert(document);
        m_drafts->putBack({{"connection", document, 0, written.name, draftOf(written), {}}});
        if (isOpen) {
            if (m_form->hasKeys())
                m_keys.emplace(document, m_form->writtenKeys());
            close();
            show(freshConnection(written.kind), document);
        }
        Q_EMIT touchedWorkspace();
        reload();
    });
}

void ConnectionsPage::showStale(const ConnectionView &mine, bool isOfForm) {
    ++m_busy;
    inBackground(this, [session = m_session] { return ConnectionService(*session).list(); }, [this, mine, isOfForm, document = m_open](Result<std::vector<ConnectionView>> all) {
        --m_busy;
        if (document != m_open)
            return; // another one is open: this one's draft has what was written
        if (!all)
            return say(all.error());
        const auto theirs = std::find_if(all->begin(), all->end(), [&](const ConnectionView &one) { return one.id == mine.id; });
        if (theirs == all->end())
            return; // removed in the meantime: the next save says so
        m_mine = mine;
        m_isMineOfForm = isOfForm;
        m_theirs = *theirs;
        const ZoneScope here(this);
        m_stale->show(toQString(mine.name), formatMoment(zoned(theirs->savedAt)), connectionVersions(*theirs, mine));
    });
}

void ConnectionsPage::keepMine() {
    m_current.revision = m_theirs.revision;
    m_drafts->setRevision(m_theirs.revision);
    if (m_isMineOfForm)
        return save(); // with what was written since
    m_mine.revision = m_theirs.revision;
    keep(m_mine, m_open, Saving::Back);
}

void ConnectionsPage::takeTheirs() {
    const ConnectionView mine = m_form->written();
    const std::int64_t document = m_open;
    m_current = m_theirs;
    m_form->write(m_theirs);
    m_shown = m_form->written();
    m_drafts->setRevision(m_theirs.revision);
    wrote();
    refresh();
    Q_EMIT saidWithUndo(tr("You took what others saved"), [this, mine, document, theirs = m_theirs] {
        if (m_open != document)
            show(theirs, document);
        m_form->write(mine);
        wrote();
    });
}

void ConnectionsPage::test(const ConnectionView &connection) {
    const std::string name = connection.name;
    if (connection.smtp && m_open > 0 && m_current.name == name)
        m_mail->lookUp();
    ++m_busy;
    m_jobs->start(tr("Testing %1").arg(toQString(name)), this, [session = m_session, name](Progress *, const CancelToken &cancel) { return ConnectionService(*session).test(name, cancel); }, [this, name, kind = connection.kind](Result<ConnectionTest> result) {
        --m_busy;
        if (!result && result.error().kind == ErrorKind::Cancelled)
            return refresh(); // as it was
        if (result)
            m_known[name] = {State::Works, testWords(*result, kind)};
        else
            m_known[name] = {result.error().kind == ErrorKind::Auth && result.error().id.rfind("secrets.", 0) == 0 ? State::NeedsKeys : State::Failed, {sentence(result.error())},
                             result.error().id.rfind("aws.mfa_", 0) == 0};
        refresh();
        if (m_known[name].wantsCode && m_current.name == name)
            m_code->setFocus();
    });
}

void ConnectionsPage::remove() {
    if (m_open < 0)
        return removeUnsaved();
    const ConnectionView gone = m_current;
    ++m_busy;
    inBackground(this, [session = m_session, name = gone.name] { return ConnectionService(*session).remove(name); }, [this, gone](Result<void> removed) {
        --m_busy;
        if (!removed)
            return say(removed.error());
        // What was written of it goes and comes back with it.
        m_drafts->throwAway(gone.id.value, [this, gone](const std::vector<Draft> &drafts) {
            Q_EMIT saidWithUndo((gone.smtp ? tr("%1 was removed; its password stays in the keychain") : tr("%1 was removed; its keys stay in the keychain")).arg(toQString(gone.name)), [this, gone, drafts] {
                inBackground(this, [session = m_session, id = gone.id] { return ConnectionService(*session).restore(id); }, [this, drafts](Result<ConnectionView> back) {
                    if (!back)
                        return say(back.error());
                    m_drafts->putBack(drafts);
                    if (!drafts.empty())
                        m_written.insert(back->id.value);
                    show(*back, back->id.value);
                    reload();
                    Q_EMIT touchedWorkspace();
                });
            });
        });
        m_written.erase(gone.id.value);
        m_keys.erase(gone.id.value);
        if (m_open == gone.id.value)
            close();
        reload();
        Q_EMIT touchedWorkspace();
    });
}

void ConnectionsPage::removeUnsaved() {
    const std::int64_t document = m_open;
    const Draft gone{"connection", document, 0, m_form->written().name, draftOf(m_form->written()), {}};
    forget(document);
    close();
    reload();
    Q_EMIT saidWithUndo(tr("What was not saved was thrown away"), [this, gone] {
        m_unsaved[gone.id] = writtenIn(gone.body);
        m_written.insert(gone.id);
        m_drafts->putBack({gone});
        show(freshConnection(m_unsaved[gone.id].kind), gone.id);
    });
}

void ConnectionsPage::forgetKeys() {
    ++m_busy;
    inBackground(this, [session = m_session, name = m_current.name] { return ConnectionService(*session).forgetKeys(name); }, [this](Result<void> forgotten) {
        --m_busy;
        if (!forgotten)
            return say(forgotten.error());
        Q_EMIT said(m_current.smtp ? tr("The keychain does not hold this password any more") : tr("The keychain holds no keys of this connection any more"));
        reload();
    });
}

} // namespace audience::ui
