#include "ui/connections/connection_guide.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/connections/account_card.h"
#include "ui/connections/amazon_words.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/events_card.h"
#include "ui/connections/rights_card.h"
#include "ui/connections/sender_card.h"
#include "ui/kit/jobs.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QVBoxLayout>

#include <algorithm>
#include <mutex>
#include <utility>

namespace audience::ui {

using service::AwsSetupService;
using service::SetupReport;
using Task = AmazonFacts::Task;

namespace {

// Written by the worker as steps end, read by the window.
struct StepLog {
    std::mutex lock;
    std::vector<aws::Step> steps;
    std::vector<aws::Step> copy() {
        const std::lock_guard<std::mutex> guard(lock);
        return steps;
    }
};

struct Answer {
    SetupReport report;
    std::optional<service::SenderView> sender;
};

enum Place { KeysPlace, SenderPlace, AccountPlace, EventsPlace, RightsPlace };

std::optional<JobEnd> endOf(const QString &name, const Result<Answer> &answer) {
    const std::optional<Error> fault = answer ? answer->report.path.fault() : std::optional(answer.error());
    if (!fault)
        return JobEnd{JobEnd::Kind::Finished, name, {}};
    if (fault->kind == ErrorKind::Cancelled)
        return JobEnd{JobEnd::Kind::Stopped, name, {}};
    return JobEnd{JobEnd::Kind::Failed, name, sentence(*fault)};
}

} // namespace

ConnectionGuide::ConnectionGuide(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs) {
    setObjectName(QStringLiteral("connectionGuide"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    m_turn.setInterval(0);
    connect(&m_turn, &QTimer::timeout, this, &ConnectionGuide::refreshNext);
}

// In the order of the steps, whichever is made first.
void ConnectionGuide::add(QWidget *card, int place) {
    auto *column = static_cast<QVBoxLayout *>(layout());
    card->setProperty("place", place);
    int at = 0;
    while (at < column->count() && column->itemAt(at)->widget()->property("place").toInt() < place)
        ++at;
    column->insertWidget(at, card);
}

void ConnectionGuide::makeKeys() {
    m_keys = new Card(tr("1. Keys"), this);
    add(m_keys, KeysPlace);
    auto *change = makeButton(QStringLiteral("connectionChange"), tr("Change"), "", "pencil", this);
    change->setAccessibleName(tr("Change this connection"));
    m_keys->addAction(change);
    connect(change, &QPushButton::clicked, this, &ConnectionGuide::changeWanted);
    m_account = new FindingRow(QStringLiteral("keysAccount"), tr("Amazon account"), this);
    m_place = new FindingRow(QStringLiteral("keysPlace"), tr("Region and keys"), this);
    m_from = new FindingRow(QStringLiteral("keysFrom"), tr("Sender"), this);
    m_leave = new FindingRow(QStringLiteral("keysLeave"), tr("How people unsubscribe"), this);
    for (FindingRow *row : {m_account, m_place, m_from, m_leave})
        m_keys->body()->addWidget(row);
}

RightsCard *ConnectionGuide::makeRights() {
    if (!m_rights) {
        m_rights = new RightsCard(QStringLiteral("rights"), tr("Rights the keys need"),
                                  tr("The least that works, for whoever manages your Amazon account: attach it to the user or the role of these keys."), true, this);
        add(m_rights, RightsPlace);
    }
    const std::int64_t version = m_current.id.value * 1'000'000 + m_current.revision;
    if (std::exchange(m_rightsOf, version) != version)
        m_rights->setAsk([session = m_session, name = m_current.name](bool withSetup) { return AwsSetupService(*session).policy(name, withSetup); },
                         tr("policy of %1.json").arg(toQString(m_current.name)));
    return m_rights;
}

void ConnectionGuide::show(const service::ConnectionView &connection, bool mayAct, bool showsKeys) {
    m_current = connection;
    m_mayAct = mayAct;
    m_showsKeys = showsKeys;
    refresh();
}

void ConnectionGuide::put(const std::string &name, const AmazonFacts &facts) {
    m_facts[name] = facts;
    refresh();
    Q_EMIT changed();
}

const AmazonFacts *ConnectionGuide::facts() const {
    const auto found = m_facts.find(m_current.name);
    return found == m_facts.end() ? nullptr : &found->second;
}

bool ConnectionGuide::isSettled() const {
    for (const auto &[name, job] : m_running)
        if (job)
            return false;
    return !m_turn.isActive() && (!m_rights || m_rights->isSettled());
}

void ConnectionGuide::run(Task task, bool adopt) {
    if (m_mayAct)
        runFor(m_current.name, task, adopt, m_events ? toUtf8(m_events->profile()) : std::string());
}

void ConnectionGuide::runFor(const std::string &name, Task task, bool adopt, const std::string &profile) {
    if (m_running[name])
        return;
    AmazonFacts &facts = m_facts[name];
    facts.task = task;
    facts.isRunning = true;
    facts.fault.reset();
    if (task == Task::Prove)
        facts.proof.reset();
    else
        facts.steps.clear();
    const QString shown = toQString(name);
    const QString words = task == Task::Build    ? tr("Setting up %1 at Amazon").arg(shown)
                          : task == Task::Remove ? tr("Taking down %1 at Amazon").arg(shown)
                          : task == Task::Prove  ? tr("Sending a test email through %1").arg(shown)
                                                 : tr("Checking %1 at Amazon").arg(shown);
    auto log = std::make_shared<StepLog>();
    Job *job = m_jobs->start(words, this, [session = m_session, name, task, adopt, profile, log, asksDns = m_asksDns](Progress *progress, const CancelToken &cancel) -> Result<Answer> {
        const auto tell = [&](const aws::Step &step) {
            {
                const std::lock_guard<std::mutex> guard(log->lock);
                log->steps.push_back(step);
            }
            progress->add(1);
        };
        AwsSetupService service(*session);
        service::SetupOptions options;
        options.adopt = adopt;
        options.profile = profile;
        Answer answer;
        switch (task) {
        case Task::Build: {
            TRY_ASSIGN(answer.report, service.build(name, options, cancel, tell));
            break;
        }
        case Task::Remove: {
            TRY_ASSIGN(answer.report, service.remove(name, options, cancel, tell));
            return answer;
        }
        case Task::Prove: {
            TRY_ASSIGN(answer.report, service.prove(name, cancel, tell));
            return answer;
        }
        default: {
            TRY_ASSIGN(answer.report, service.check(name, options, cancel, tell));
            break;
        }
        }
        const aws::Step *keys = answer.report.path.step("keys"); // keys that Amazon refuses learn nothing else
        if (keys && keys->state != aws::StepState::Failed && !cancel.isCancelled())
            if (auto sender = service.sender(name, asksDns, cancel))
                answer.sender = *std::move(sender);
        return answer;
    }, [this, name, task](Result<Answer> answer) {
        m_running.erase(name);
        AmazonFacts &facts = m_facts[name];
        facts.isRunning = false;
        if (!answer) {
            facts.fault = answer.error();
            refresh();
            return Q_EMIT changed();
        }
        take(name, answer->report.path.steps, task);
        if (answer->sender)
            facts.sender = answer->sender;
        ended(name, task, answer->report);
        refresh();
        Q_EMIT changed();
    }, [words](const Result<Answer> &answer) { return endOf(words, answer); });
    m_running[name] = job;
    connect(job, &Job::changed, this, [this, name, task, log] {
        if (m_running[name])
            take(name, log->copy(), task);
        refresh();
    });
    refresh();
}

void ConnectionGuide::take(const std::string &name, const std::vector<aws::Step> &steps, Task task) {
    AmazonFacts &facts = m_facts[name];
    for (const aws::Step &step : steps)
        if (step.id == "simulator" && step.state != aws::StepState::NotTried)
            facts.proof = step;
    if (task != Task::Prove)
        facts.steps = steps;
    else if (!steps.empty() && steps.back().state == aws::StepState::Failed)
        facts.proof = steps.back(); // it did not come as far as the email
}

void ConnectionGuide::ended(const std::string &name, Task task, const SetupReport &report) {
    AmazonFacts &facts = m_facts[name];
    if (report.isSaved)
        facts.eventsConnection = report.eventsConnection;
    if (task == Task::Build && report.isSaved)
        Q_EMIT said(tr("%1 is set up and proven").arg(toQString(name)));
    if (task == Task::Remove) {
        facts.proof.reset();
        facts.eventsConnection.clear();
        if (!report.path.fault())
            Q_EMIT saidWithUndo(tr("What %1 had at Amazon was taken down").arg(toQString(name)), [this, name] { runFor(name, Task::Build, false, {}); });
    }
    if (task == Task::Build || task == Task::Remove)
        Q_EMIT touchedWorkspace();
}

void ConnectionGuide::refreshKeys(const AmazonFacts &facts) {
    if (!m_keys)
        makeKeys();
    const model::SesConnection &ses = *m_current.ses;
    const aws::Step *keys = facts.step("keys");
    const Mark isKnown = keys && !keys->fault ? Mark::Good : Mark::Waiting;
    m_keys->setVisible(m_showsKeys);
    m_account->setVisible(keys);
    if (keys && keys->fault)
        m_account->say(Mark::Bad, sentence(*keys->fault));
    else if (keys)
        m_account->say(Mark::Good, tr("Number %1, as %2").arg(accountIn(keys->resource), callerIn(keys->resource)), {toQString(keys->resource)});
    m_place->say(isKnown, tr("%1. %2.").arg(regionWords(ses.region), keysWords(ses.credentials)));
    m_from->say(facts.sender ? facts.sender->sender.isVerified ? Mark::Good : Mark::Warning : Mark::Waiting, toQString(ses.fromAddress));
    m_leave->say(isOneClick(ses.unsubscribe) ? Mark::Good : Mark::Warning, leaveWords(ses.unsubscribe));
}

void ConnectionGuide::refreshEvents(const AmazonFacts &facts) {
    if (!m_events) {
        m_events = new EventsCard(this);
        add(m_events, EventsPlace);
        connect(m_events, &EventsCard::checkWanted, this, &ConnectionGuide::check);
        connect(m_events, &EventsCard::setUpWanted, this, [this](bool adopt) { run(Task::Build, adopt); });
        connect(m_events, &EventsCard::proveWanted, this, [this] { run(Task::Prove, false); });
        connect(m_events, &EventsCard::takeDownWanted, this, [this] { run(Task::Remove, false); });
        connect(m_events, &EventsCard::stopWanted, this, [this] {
            if (Job *job = m_running[m_current.name])
                job->cancel();
        });
        connect(m_events, &EventsCard::rightsWanted, this, [this] { makeRights()->open(); });
    }
    m_events->setNumber(facts.sender ? 4 : 2);
    m_events->show(facts, m_mayAct);
}

// What Amazon said of the sender has two cards, which are not there before.
void ConnectionGuide::refreshCard(int card, const AmazonFacts &facts) {
    switch (card) {
    case KeysPlace:
        return refreshKeys(facts);
    case SenderPlace:
        if (facts.sender && !m_sender)
            add(m_sender = new SenderCard(this), SenderPlace);
        if (m_sender)
            m_sender->setVisible(facts.sender.has_value());
        if (facts.sender)
            m_sender->show(facts.sender->sender);
        return;
    case AccountPlace:
        if (facts.sender && !m_limits)
            add(m_limits = new AccountCard(this), AccountPlace);
        if (m_limits)
            m_limits->setVisible(facts.sender.has_value());
        if (facts.sender)
            m_limits->show(facts.sender->account, toQString(m_current.ses->region));
        return;
    case EventsPlace:
        return refreshEvents(facts);
    default:
        makeRights();
    }
}

void ConnectionGuide::refreshNext() {
    const AmazonFacts none, *known = facts();
    const auto due = std::find(m_isDue.begin(), m_isDue.end(), true);
    if (due != m_isDue.end() && m_current.ses) {
        *due = false;
        refreshCard(int(due - m_isDue.begin()), known ? *known : none);
    }
    if (!m_current.ses || std::find(m_isDue.begin(), m_isDue.end(), true) == m_isDue.end())
        m_turn.stop();
}

void ConnectionGuide::refresh() {
    setVisible(m_current.ses.has_value());
    if (!m_current.ses)
        return;
    const AmazonFacts none, *known = facts();
    const AmazonFacts &facts = known ? *known : none;
    const QWidget *const made[kCards] = {m_keys, m_sender, m_limits, m_events, m_rights};
    for (int card = 0; card < kCards; ++card) {
        const bool isWanted = (card != SenderPlace && card != AccountPlace) || facts.sender;
        m_isDue[std::size_t(card)] = !made[card] && isWanted;
        if (made[card])
            refreshCard(card, facts);
    }
    if (std::find(m_isDue.begin(), m_isDue.end(), true) != m_isDue.end())
        m_turn.start();
}

} // namespace audience::ui
