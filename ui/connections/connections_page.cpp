#include "ui/connections/connections_page.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connection_words.h"
#include "ui/kit/background.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/side_list.h"
#include "ui/kit/stale_panel.h"
#include "ui/kit/state_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace audience::ui {

using service::ConnectionService;
using service::ConnectionTest;
using service::ConnectionView;

namespace {
constexpr int kWidest = 760, kStaleHeight = 304;

ConnectionView fresh(const char *kind) {
    ConnectionView view;
    view.kind = kind;
    return view;
}
} // namespace

ConnectionsPage::ConnectionsPage(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : Page(parent), m_session(std::move(session)), m_jobs(jobs) {
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_list = new SideList(tr("Connections"), QStringLiteral("connectionList"), this);
    connect(m_list, &SideList::itemChosen, this, &ConnectionsPage::open);
    layout->addWidget(m_list);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    m_state = new StateView(QStringLiteral("connectionsState"), new QWidget, m_stack);
    connect(m_state, &StateView::actionWanted, this, [this] {
        if (m_state->state() == StateView::State::Error)
            reload();
        else
            show(fresh("ses"));
    });
    m_stack->addWidget(m_state);
    auto *inside = new QWidget(m_stack);
    auto *column = new QVBoxLayout;
    column->setSpacing(space::kMedium);
    auto *row = new QHBoxLayout(inside);
    row->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    m_notice = new Notice(QStringLiteral("connectionNotice"), inside);
    m_result = new Notice(QStringLiteral("connectionResult"), inside);
    m_form = new ConnectionForm(inside);
    m_stale = new StalePanel(QStringLiteral("connectionStale"), inside);
    m_stale->setMinimumHeight(kStaleHeight);
    for (QWidget *part : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_stale), static_cast<QWidget *>(m_result)})
        part->setMaximumWidth(Theme::instance().pixels(kWidest));
    column->addWidget(m_notice);
    column->addWidget(m_stale);
    column->addWidget(m_result);
    column->addWidget(m_form);
    column->addStretch(1);
    row->addLayout(column, 1000);
    row->addStretch(1);
    m_stack->addWidget(makeScroll(QStringLiteral("connectionScroll"), inside, m_stack));

    m_chip = makeChip({}, Tone::Neutral, this);
    m_chip->setObjectName(QStringLiteral("connectionState"));
    m_new = makeButton(QStringLiteral("connectionNew"), tr("Add Amazon SES"), "", "plus", this);
    m_newQueue = makeButton(QStringLiteral("connectionNewQueue"), tr("Add its events"), "", "inbox", this);
    m_newQueue->setToolTip(tr("The queue that brings deliveries, bounces, opens and clicks"));
    m_remove = makeTool(QStringLiteral("connectionRemove"), tr("Remove this connection"), "trash-2", this);
    m_forget = makeButton(QStringLiteral("connectionForget"), tr("Forget the keys"), "quiet", nullptr, this);
    m_test = makeButton(QStringLiteral("connectionTest"), tr("Test"), "", nullptr, this);
    m_save = makeButton(QStringLiteral("connectionSave"), tr("Save and test"), "primary", nullptr, this);
    for (QWidget *action : actions()) {
        action->hide();
        action->setProperty("absent", true);
    }
    m_list->hide();
    connect(m_new, &QPushButton::clicked, this, [this] { show(fresh("ses")); });
    connect(m_newQueue, &QPushButton::clicked, this, [this] { show(fresh("sqs")); });
    connect(m_remove, &QToolButton::clicked, this, &ConnectionsPage::remove);
    connect(m_forget, &QPushButton::clicked, this, &ConnectionsPage::forgetKeys);
    connect(m_test, &QPushButton::clicked, this, [this] { test(m_current.name); });
    connect(m_save, &QPushButton::clicked, this, &ConnectionsPage::save);
    connect(m_form, &ConnectionForm::submitted, this, &ConnectionsPage::save);
    connect(m_form, &ConnectionForm::edited, this, [this] { m_isTouched = true; });
    connect(m_stale, &StalePanel::keepMine, this, [this] {
        m_mine.revision = m_theirs.revision;
        keep(m_mine, false, false);
    });
    connect(m_stale, &StalePanel::takeTheirs, this, [this] { show(m_theirs); });
    connect(m_stale, &StalePanel::saveCopy, this, [this] { keep(m_mine, true, false); });
    reload();
}

QString ConnectionsPage::heading() const {
    if (!m_isEditing)
        return title();
    if (!m_current.name.empty())
        return toQString(m_current.name);
    return m_current.kind == "sqs" ? tr("New queue of events") : tr("New connection");
}

QList<QWidget *> ConnectionsPage::stateChips() {
    return {m_chip};
}

QList<QWidget *> ConnectionsPage::actions() {
    return {m_remove, m_forget, m_new, m_newQueue, m_test, m_save};
}

QList<PaletteEntry> ConnectionsPage::paletteEntries() const {
    QList<PaletteEntry> entries{{tr("Add Amazon SES"), tr("command"), key(), QStringLiteral("new")},
                                {tr("Add a queue of events"), tr("command"), key(), QStringLiteral("new-queue")}};
    for (const ConnectionView &one : m_all)
        entries.append({toQString(one.name), tr("connection"), key(), toQString(one.name)});
    return entries;
}

void ConnectionsPage::open(const QString &target) {
    if (target == QLatin1String("new"))
        return show(fresh("ses"));
    if (target == QLatin1String("new-queue"))
        return show(fresh("sqs"));
    if (!m_isLoaded) {
        m_wanted = target;
        return;
    }
    for (const ConnectionView &one : m_all)
        if (toQString(one.name) == target)
            return show(one);
    refresh();
}

void ConnectionsPage::reload() {
    struct Loaded {
        std::vector<ConnectionView> all;
        std::vector<std::string> withoutKeys;
    };
    ++m_busy;
    if (!m_isLoaded)
        m_state->showLoading(tr("Reading the connections…"));
    inBackground(this, [session = m_session]() -> Result<Loaded> {
        const ConnectionService service(*session);
        Loaded loaded;
        TRY_ASSIGN(loaded.all, service.list());
        for (const ConnectionView &one : loaded.all)
            if (!service.checkKeys(one.name))
                loaded.withoutKeys.push_back(one.name);
        return loaded;
    }, [this](Result<Loaded> loaded) {
        --m_busy;
        m_isLoaded = true;
        if (!loaded && !m_isEditing)
            return m_state->showError(tr("The connections could not be read"), sentence(loaded.error()), tr("Read again"));
        if (!loaded)
            return say(loaded.error());
        m_all = loaded->all;
        for (const ConnectionView &one : m_all) {
            const bool hasKeys = std::find(loaded->withoutKeys.begin(), loaded->withoutKeys.end(), one.name) == loaded->withoutKeys.end();
            Known &known = m_known[one.name];
            if (!hasKeys)
                known = {State::NeedsKeys, {}};
            else if (known.state == State::NeedsKeys)
                known = {};
        }
        if (!m_isEditing && !m_all.empty())
            show(m_all.front());
        if (m_isEditing && !m_isTouched && m_current.id.isValid()) // nothing of one's own is in the way of what others saved
            for (const ConnectionView &one : m_all)
                if (one.id == m_current.id && one.revision != m_current.revision)
                    show(one);
        refresh();
        if (!m_wanted.isEmpty())
            open(std::exchange(m_wanted, {}));
    });
}

void ConnectionsPage::show(const ConnectionView &connection) {
    m_current = connection;
    m_isEditing = true;
    m_notice->clear();
    m_stale->hide();
    m_form->edit(connection);
    m_isTouched = false;
    m_stack->setCurrentIndex(1);
    refresh();
}

void ConnectionsPage::refresh() {
    const auto figureOf = [this](const ConnectionView &one) {
        switch (m_known[one.name].state) {
        case State::Works: return tr("works");
        case State::NeedsKeys: return tr("needs keys");
        case State::Failed: return tr("fails");
        case State::NotTested: break;
        }
        return tr("not tested");
    };
    QList<SideItem> items;
    for (const ConnectionView &one : m_all)
        items.append({toQString(one.name), toQString(one.name), figureOf(one), one.sqs ? QStringLiteral("inbox") : QStringLiteral("cloud")});
    m_list->setItems(items);
    m_list->setVisible(!m_all.empty());
    const bool isKept = m_isEditing && m_current.id.isValid();
    if (isKept)
        m_list->choose(toQString(m_current.name));
    if (!m_isEditing && m_isLoaded)
        m_state->showEmpty(QStringLiteral("plug"), tr("Nothing leaves this computer yet"),
                           tr("Without a connection you practise: campaigns run to the end and no email goes out. Connect Amazon SES when you want to reach real people."),
                           tr("Add Amazon SES"));
    if (!m_isEditing)
        m_stack->setCurrentIndex(0);
    const Known known = isKept ? m_known[m_current.name] : Known{};
    setChip(m_chip, !isKept                              ? QString()
                    : known.state == State::Works        ? tr("Works")
                    : known.state == State::NeedsKeys    ? tr("Needs keys")
                    : known.state == State::Failed       ? tr("Does not work")
                                                         : tr("Not tested"),
            known.state == State::Works ? Tone::Good : known.state == State::Failed ? Tone::Bad : known.state == State::NeedsKeys ? Tone::Warning : Tone::Neutral);
    if (isKept && !known.words.isEmpty())
        m_result->say(known.state == State::Works ? Tone::Good : Tone::Bad, known.words.first(), known.words.mid(1).join(QLatin1Char('\n')));
    else if (isKept && known.state == State::NeedsKeys)
        m_result->say(Tone::Warning, tr("The keys of this connection are not there."), tr("Enter them below, or say where they are."));
    else
        m_result->clear();
    const bool isReadOnly = m_session->workspace().isReadOnly();
    const std::string credentials = m_current.ses ? m_current.ses->credentials : m_current.sqs ? m_current.sqs->credentials : std::string();
    const auto put = [](QWidget *action, bool wanted) { action->setProperty("absent", !wanted); };
    put(m_new, isKept);
    put(m_newQueue, isKept && !m_form->isQueue());
    put(m_remove, isKept);
    put(m_forget, isKept && credentials == "keychain" && known.state != State::NeedsKeys);
    put(m_test, isKept);
    put(m_save, m_isEditing);
    for (QWidget *action : actions())
        action->setEnabled(!isReadOnly);
    Q_EMIT headerChanged();
}

void ConnectionsPage::say(const Error &error) {
    m_stack->setCurrentIndex(1);
    m_notice->say(Tone::Bad, sentence(error), {});
}

void ConnectionsPage::save() {
    auto wanted = m_form->connection();
    if (!wanted)
        return;
    wanted->id = m_current.id;
    wanted->revision = m_current.revision;
    keep(*wanted, false, true);
}

void ConnectionsPage::keep(const ConnectionView &wanted, bool asCopy, bool mayUndo) {
    struct Kept {
        ConnectionView connection;
        std::optional<Error> keysProblem;
    };
    auto keys = std::make_shared<std::optional<net::AwsCredentials>>(m_form->typedKeys());
    ++m_busy;
    inBackground(this, [session = m_session, wanted, keys, asCopy]() -> Result<Kept> {
        ConnectionService service(*session);
        Kept kept;
        TRY_ASSIGN(kept.connection, asCopy ? service.saveCopy(wanted) : service.save(wanted));
        if (*keys)
            if (auto stored = service.storeKeys(kept.connection.name, **keys); !stored)
                kept.keysProblem = stored.error();
        return kept;
    }, [this, wanted, mayUndo, before = m_current](Result<Kept> done) {
        --m_busy;
        if (!done && done.error().id == "definition.stale")
            return showStale(wanted);
        if (!done) {
            if (done.error().id == "definition.not_found")
                m_current.id = {}; // removed elsewhere: the next save makes it anew
            return say(done.error());
        }
        kept(done->connection, before, mayUndo);
        if (done->keysProblem)
            return say(*done->keysProblem);
        test(done->connection.name);
    });
}

void ConnectionsPage::kept(const ConnectionView &saved, const ConnectionView &before, bool mayUndo) {
    m_form->clearKeys();
    show(saved);
    Q_EMIT touchedWorkspace();
    reload();
    const bool isChange = before.id == saved.id && (before.ses != saved.ses || before.sqs != saved.sqs);
    if (mayUndo && isChange)
        Q_EMIT saidWithUndo(tr("%1 is saved").arg(toQString(saved.name)), [this, before, revision = saved.revision] {
            ConnectionView back = before;
            back.revision = revision;
            keep(back, false, false);
        });
}

void ConnectionsPage::showStale(const ConnectionView &mine) {
    ++m_busy;
    inBackground(this, [session = m_session] { return ConnectionService(*session).list(); }, [this, mine](Result<std::vector<ConnectionView>> all) {
        --m_busy;
        if (!all)
            return say(all.error());
        const auto theirs = std::find_if(all->begin(), all->end(), [&](const ConnectionView &one) { return one.id == mine.id; });
        if (theirs == all->end())
            return; // removed in the meantime: the next save says so
        m_mine = mine;
        m_theirs = *theirs;
        const ZoneScope here(this);
        m_stale->show(toQString(mine.name), formatMoment(zoned(theirs->savedAt)), connectionVersions(*theirs, mine));
    });
}

void ConnectionsPage::test(const std::string &name) {
    ++m_busy;
    const bool isQueue = m_current.sqs.has_value();
    m_jobs->start(tr("Testing %1").arg(toQString(name)), this, [session = m_session, name](Progress *, const CancelToken &cancel) { return ConnectionService(*session).test(name, cancel); }, [this, name, isQueue](Result<ConnectionTest> result) {
        --m_busy;
        if (!result && result.error().kind == ErrorKind::Cancelled)
            return refresh(); // as it was
        if (result)
            m_known[name] = {State::Works, testWords(*result, isQueue)};
        else
            m_known[name] = {result.error().kind == ErrorKind::Auth && result.error().id.rfind("secrets.", 0) == 0 ? State::NeedsKeys : State::Failed, {sentence(result.error())}};
        refresh();
    });
}

void ConnectionsPage::remove() {
    const ConnectionView gone = m_current;
    ++m_busy;
    inBackground(this, [session = m_session, name = gone.name] { return ConnectionService(*session).remove(name); }, [this, gone](Result<void> removed) {
        --m_busy;
        if (!removed)
            return say(removed.error());
        m_isEditing = false;
        m_current = {};
        reload();
        Q_EMIT touchedWorkspace();
        Q_EMIT saidWithUndo(tr("%1 was removed; its keys stay in the keychain").arg(toQString(gone.name)), [this, gone] {
            inBackground(this, [session = m_session, id = gone.id] { return ConnectionService(*session).restore(id); }, [this](Result<ConnectionView> back) {
                if (!back)
                    return say(back.error());
                show(*back);
                reload();
                Q_EMIT touchedWorkspace();
            });
        });
    });
}

void ConnectionsPage::forgetKeys() {
    ++m_busy;
    inBackground(this, [session = m_session, name = m_current.name] { return ConnectionService(*session).forgetKeys(name); }, [this](Result<void> forgotten) {
        --m_busy;
        if (!forgotten)
            return say(forgotten.error());
        Q_EMIT said(tr("The keychain holds no keys of this connection any more"));
        reload();
    });
}

} // namespace audience::ui
