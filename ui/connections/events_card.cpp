#include "ui/connections/events_card.h"

#include "qbase/convert.h"
#include "ui/connections/amazon_words.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <array>

namespace audience::ui {

using Task = AmazonFacts::Task;

namespace {
constexpr int kSteps = 13; // that a check or a set-up tells of
// Those that stand in other cards, or in the proof.
bool isElsewhere(const std::string &id) {
    return id == "keys" || id == "account" || id == "sender" || id == "simulator";
}
} // namespace

EventsCard::EventsCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_card = new Card({}, this);
    layout->addWidget(m_card);
    m_intro = makeLabel(tr("Amazon reports deliveries, bounces, complaints, opens and clicks into a queue of your account, and this workspace reads it. Checking writes nothing. Setting up makes "
                           "what is missing, sets right what is otherwise, and leaves alone what others made."), "secondary", this);
    m_intro->setWordWrap(true);
    m_card->body()->addWidget(m_intro);
    m_notice = new Notice(QStringLiteral("eventsNotice"), this);
    m_card->body()->addWidget(m_notice);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (m_question == Question::Adopt)
            Q_EMIT setUpWanted(true);
        else if (m_question == Question::Rights)
            Q_EMIT rightsWanted();
    });
    m_steps = new QWidget(this);
    m_steps->setObjectName(QStringLiteral("eventsSteps"));
    auto *rows = new QVBoxLayout(m_steps);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_card->body()->addWidget(m_steps);
    m_running = makeLabel({}, "secondary", this);
    m_running->setObjectName(QStringLiteral("eventsRunning"));
    m_card->body()->addWidget(m_running);
    auto *buttons = new FlowLayout(nullptr, space::kSmall);
    m_setUp = makeButton(QStringLiteral("eventsSetUp"), tr("Set up"), "primary", nullptr, this);
    m_check = makeButton(QStringLiteral("eventsCheck"), tr("Check"), "", nullptr, this);
    m_check->setToolTip(tr("Looks at everything at Amazon and writes nothing"));
    m_stop = makeButton(QStringLiteral("eventsStop"), tr("Stop"), "", nullptr, this);
    m_other = makeButton(QStringLiteral("eventsOtherKeys"), tr("Set up with other keys"), "quiet", nullptr, this);
    m_other->setCheckable(true);
    m_down = makeButton(QStringLiteral("eventsTakeDown"), tr("Take down"), "quiet", nullptr, this);
    m_down->setToolTip(tr("Removes what this workspace made at Amazon. What others use, and everything that was read, stays."));
    for (QPushButton *button : {m_setUp, m_check, m_stop, m_other, m_down})
        buttons->addWidget(button);
    m_card->body()->addLayout(buttons);
    m_profileRow = new QWidget(this);
    auto *profile = new QVBoxLayout(m_profileRow);
    profile->setContentsMargins(0, 0, 0, 0);
    profile->setSpacing(space::kTiny);
    auto *words = makeLabel(tr("When the keys above may only send: the profile of an administrator in the AWS tools of this computer. It is used for this alone."), "secondary", m_profileRow);
    words->setWordWrap(true);
    m_profile = new QLineEdit(m_profileRow);
    m_profile->setObjectName(QStringLiteral("eventsProfile"));
    m_profile->setAccessibleName(tr("Profile of an administrator"));
    m_profile->setPlaceholderText(tr("Name of the profile"));
    m_profile->setMaxLength(200);
    profile->addWidget(words);
    profile->addWidget(m_profile);
    m_profileRow->hide();
    m_card->body()->addWidget(m_profileRow);
    connect(m_other, &QPushButton::toggled, this, [this](bool wanted) {
        m_profileRow->setVisible(wanted);
        if (wanted)
            m_profile->setFocus();
        else
            m_profile->clear();
    });
    connect(m_setUp, &QPushButton::clicked, this, [this] { Q_EMIT setUpWanted(false); });
    connect(m_check, &QPushButton::clicked, this, &EventsCard::checkWanted);
    connect(m_stop, &QPushButton::clicked, this, &EventsCard::stopWanted);
    connect(m_down, &QPushButton::clicked, this, &EventsCard::takeDownWanted);
    makeProof();
}

void EventsCard::makeProof() {
    m_proofCard = new Card({}, this);
    layout()->addWidget(m_proofCard);
    m_proof = new FindingRow(QStringLiteral("eventsProof"), tr("A test email to Amazon's simulator"), this);
    m_prove = makeButton(QStringLiteral("eventsProve"), tr("Send a test email"), "", "send", this);
    m_proof->addTail(m_prove);
    m_proofCard->body()->addWidget(m_proof);
    connect(m_prove, &QPushButton::clicked, this, &EventsCard::proveWanted);
}

void EventsCard::setNumber(int number) {
    m_card->setTitle(tr("%1. Reports on every email").arg(number));
    m_proofCard->setTitle(tr("%1. Proof").arg(number + 1));
}

QString EventsCard::profile() const {
    return m_profile->text().trimmed();
}

FindingRow *EventsCard::rowOf(const std::string &id) {
    FindingRow *&row = m_rows[id];
    if (!row) {
        row = new FindingRow(QStringLiteral("step_") + toQString(id), stepTitle(id), m_steps);
        m_steps->layout()->addWidget(row);
    }
    return row;
}

void EventsCard::showSteps(const AmazonFacts &facts) {
    m_steps->hide(); // in one that is seen the page is laid out anew with every row
    for (const auto &[id, row] : m_rows)
        row->hide();
    int shown = 0;
    for (const aws::Step &step : facts.steps) {
        if (isElsewhere(step.id) || (step.id == "greeting" && step.state == aws::StepState::NotTried))
            continue;
        FindingRow *row = rowOf(step.id);
        m_steps->layout()->removeWidget(row); // a removal has another order
        m_steps->layout()->addWidget(row);
        row->say(stepMark(step, facts.task), stepWords(step, facts.task), stepDetails(step));
        row->setToolTip(toQString(step.resource));
        row->show();
        ++shown;
    }
    m_steps->setVisible(shown > 0);
}

void EventsCard::showFault(const AmazonFacts &facts) {
    m_question = Question::None;
    const aws::Step *failed = nullptr;
    for (const aws::Step &step : facts.steps)
        if (!failed && step.state == aws::StepState::Failed)
            failed = &step;
    const Error *fault = facts.fault ? &*facts.fault : failed && failed->fault ? &*failed->fault : nullptr;
    if (!fault || facts.isRunning)
        return m_notice->clear();
    if (fault->kind == ErrorKind::Cancelled)
        return m_notice->say(Tone::Warning, tr("Stopped"), tr("What was made stays. Set up again and it goes on where it stopped."));
    if (fault->id == "aws.not_ours") {
        m_question = Question::Adopt;
        return m_notice->say(Tone::Warning, tr("Something of that name is there and was not made by Audience-Sync"),
                             tr("%1 may serve something else. It stays as it is, unless you want this workspace to use it and set it right.").arg(toQString(fault->arg("resource"))),
                             tr("Use it and set it right"));
    }
    const bool isDenied = fault->id == "aws.denied";
    m_question = isDenied ? Question::Rights : Question::None;
    const QString where = failed && !facts.fault ? tr("It stopped at: %1").arg(stepTitle(failed->id)) : tr("Amazon could not be asked");
    m_notice->say(Tone::Bad, where, sentence(*fault), isDenied ? tr("Show the rights") : QString());
}

void EventsCard::show(const AmazonFacts &facts, bool mayAct) {
    showSteps(facts);
    showFault(facts);
    const bool isRunning = facts.isRunning, isDone = facts.isComplete(), isGone = facts.task == Task::Remove && !isRunning && !m_notice->isVisibleTo(this);
    m_running->setVisible(isRunning);
    m_running->setText(facts.task == Task::Prove    ? tr("The test email is on its way; its reports take up to two minutes.")
                       : facts.task == Task::Remove ? tr("Taking down, step %1…").arg(facts.steps.size() + 1)
                                                    : tr("Step %1 of %2: %3").arg(qMin(int(facts.steps.size()) + 1, kSteps)).arg(kSteps)
                                                          .arg(facts.task == Task::Build ? tr("looking and setting right…") : tr("looking…")));
    m_stop->setVisible(isRunning);
    const bool isUnknown = facts.steps.empty() && !facts.fault;
    m_intro->setVisible(isUnknown || isGone);
    m_setUp->setVisible(!isRunning && !(isDone && facts.isProven()));
    m_setUp->setEnabled(mayAct);
    m_setUp->setText(isDone ? tr("Set up and prove") : tr("Set up"));
    setRole(m_setUp, mayAct ? "primary" : "");
    m_setUp->setToolTip(mayAct ? QString() : tr("Save the connection and its keys first"));
    m_check->setVisible(!isRunning);
    m_check->setEnabled(mayAct);
    m_other->setVisible(!isRunning && !isDone);
    m_profileRow->setVisible(m_other->isVisibleTo(this) && m_other->isChecked());
    const aws::Step *queue = facts.step("queue");
    m_down->setVisible(!isRunning && mayAct && facts.task != Task::Remove && queue && queue->state != aws::StepState::Missing && queue->state != aws::StepState::NotTried);
    m_card->setCount(isRunning || isUnknown ? QString() : isGone ? tr("Taken down") : isDone ? tr("Complete") : tr("Not complete"),
                     isDone ? Tone::Good : isGone ? Tone::Neutral : Tone::Warning);
    m_card->setNote(isDone && !facts.eventsConnection.empty() ? tr("read by %1").arg(toQString(facts.eventsConnection)) : QString());
    m_proofCard->setVisible((isDone || facts.proof) && facts.task != Task::Remove);
    if (facts.proof && facts.proof->state == aws::StepState::Ok)
        m_proof->say(Mark::Good, tr("It left, and its reports came back: sent and delivered. Nobody got an email."));
    else if (facts.proof && facts.proof->fault)
        m_proof->say(Mark::Bad, stepWords(*facts.proof, facts.task));
    else
        m_proof->say(Mark::Waiting, tr("Shows that an email leaves and its reports come back. It goes to Amazon's own mailbox, so nobody gets it."));
    m_prove->setVisible(!isRunning);
    m_prove->setEnabled(mayAct && isDone);
    m_proofCard->setCount(facts.isProven() ? tr("Proven") : QString(), Tone::Good);
}

} // namespace audience::ui
