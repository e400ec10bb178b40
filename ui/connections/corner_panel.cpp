#include "ui/connections/corner_panel.h"

#include "qbase/convert.h"
#include "service/connection_service.h"
#include "service/session.h"
#include "ui/connections/corner_choices_card.h"
#include "ui/connections/corner_words.h"
#include "ui/connections/finding_row.h"
#include "ui/connections/rights_card.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QSaveFile>
#include <QToolButton>
#include <QVBoxLayout>

#include <mutex>

namespace audience::ui {

using service::CornerService;
using service::CornerStep;
using service::CornerView;

namespace {

constexpr int kShownAside = 8;

// Of each part its newest state, in the order they began; written by the worker, read by the window.
struct PartLog {
    std::mutex lock;
    std::vector<CornerStep> parts;
    void add(const CornerStep &step) {
        const std::lock_guard<std::mutex> guard(lock);
        for (CornerStep &one : parts)
            if (one.part == step.part) {
                one = step;
                return;
            }
        parts.push_back(step);
    }
    std::vector<CornerStep> copy() {
        const std::lock_guard<std::mutex> guard(lock);
        return parts;
    }
};

QWidget *makeRows(const char *objectName, Card *card) {
    auto *rows = new QWidget(card);
    rows->setObjectName(QLatin1String(objectName));
    auto *layout = new QVBoxLayout(rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    card->body()->addWidget(rows);
    return rows;
}

} // namespace

CornerPanel::CornerPanel(std::shared_ptr<service::Session> session, Jobs *jobs, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_jobs(jobs) {
    setObjectName(QStringLiteral("cornerPanel"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("cornerNotice"), this);
    column->addWidget(m_notice);
    connect(m_notice, &Notice::actionWanted, this, [this] {
        if (std::exchange(m_isAsking, false))
            start(Task::Remove);
    });
    makeAbout(column);
    makePlan(column);
    makeRest(column);
}

void CornerPanel::makeAbout(QBoxLayout *column) {
    m_about = new Card(tr("A public corner for this workspace"), this);
    column->addWidget(m_about);
    auto *words = makeLabel(tr("A few public addresses in your own Amazon account, for what a reader clicks: unsubscribing, choosing topics, reading an email in the browser. "
                               "It is made from one template that you can read, and this computer fetches what arrives there."), "secondary", this);
    words->setWordWrap(true);
    m_about->body()->addWidget(words);
    m_warning = new Notice(QStringLiteral("cornerWarning"), this);
    m_about->body()->addWidget(m_warning);
    m_address = new FindingRow(QStringLiteral("cornerAddress"), tr("Its address"), this);
    auto *copy = makeTool(QStringLiteral("cornerCopy"), tr("Copy its address"), "copy", this);
    connect(copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(toQString(m_view.baseUrl)); });
    m_address->addTail(copy);
    m_images = new FindingRow(QStringLiteral("cornerImages"), tr("Images and pages"), this);
    m_tracking = new FindingRow(QStringLiteral("cornerTracking"), tr("Opens and clicks"), this);
    m_inbox = new FindingRow(QStringLiteral("cornerInbox"), tr("Inbox"), this);
    m_entries = new FindingRow(QStringLiteral("cornerEntries"), tr("What arrived"), this);
    for (FindingRow *row : {m_address, m_images, m_tracking, m_inbox, m_entries})
        m_about->body()->addWidget(row);
    auto *buttons = new FlowLayout(nullptr, space::kSmall);
    m_test = makeButton(QStringLiteral("cornerTest"), tr("Test"), "", nullptr, this);
    m_read = makeButton(QStringLiteral("cornerRead"), tr("Read the inbox now"), "", nullptr, this);
    m_change = makeButton(QStringLiteral("cornerChange"), tr("Change or update"), "", nullptr, this);
    m_change->setCheckable(true);
    m_remove = makeButton(QStringLiteral("cornerRemove"), tr("Remove"), "quiet", nullptr, this);
    for (QPushButton *button : {m_test, m_read, m_change, m_remove})
        buttons->addWidget(button);
    m_about->body()->addLayout(buttons);
    connect(m_test, &QPushButton::clicked, this, &CornerPanel::test);
    connect(m_read, &QPushButton::clicked, this, &CornerPanel::readInbox);
    connect(m_change, &QPushButton::toggled, this, &CornerPanel::refresh);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        m_isAsking = true;
        m_notice->say(Tone::Warning, tr("Links in emails that were sent would stop working"),
                      tr("People could no longer leave with one click from them. The inbox is read a last time; the storage %1 stays, as those emails show images from it.").arg(toQString(m_view.bucket)),
                      tr("Remove the corner"));
    });
}

QLineEdit *CornerPanel::addField(QBoxLayout *rows, const char *objectName, const QString &title, const QString &placeholder) {
    auto *label = makeLabel(title, "secondary", this);
    label->setWordWrap(true);
    auto *field = new QLineEdit(this);
    field->setObjectName(QLatin1String(objectName));
    field->setAccessibleName(title);
    field->setPlaceholderText(placeholder);
    field->setMaxLength(500);
    label->setBuddy(field);
    rows->addWidget(label);
    rows->addWidget(field);
    return field;
}

void CornerPanel::makePlan(QBoxLayout *column) {
    m_planCard = new Card({}, this);
    column->addWidget(m_planCard);
    QBoxLayout *rows = m_planCard->body();
    rows->setSpacing(space::kTiny);
    auto *which = makeLabel(tr("In the account and region of"), "secondary", this);
    m_connection = new QComboBox(this);
    m_connection->setObjectName(QStringLiteral("cornerConnection"));
    m_connection->setAccessibleName(which->text());
    which->setBuddy(m_connection);
    rows->addWidget(which);
    rows->addWidget(m_connection);
    auto *more = makeButton(QStringLiteral("cornerMore"), tr("Names of your own"), "word", "chevron-down", this);
    more->setCheckable(true);
    rows->addWidget(more, 0, Qt::AlignLeading);
    auto *names = new QWidget(this);
    auto *fields = new QVBoxLayout(names);
    fields->setContentsMargins(0, 0, 0, 0);
    fields->setSpacing(space::kTiny);
    auto *explained = makeLabel(tr("Without one, the addresses are Amazon's own. A name needs a certificate in Amazon's region us-east-1."), "secondary", this);
    explained->setWordWrap(true);
    fields->addWidget(explained);
    const QString certificate = QStringLiteral("arn:aws:acm:us-east-1:123456789012:certificate/…");
    m_domain = addField(fields, "cornerDomain", tr("Name for pages and images"), QStringLiteral("mail.your-shop.example"));
    m_certificate = addField(fields, "cornerCertificate", tr("Its certificate"), certificate);
    m_trackingDomain = addField(fields, "cornerTrackingDomain", tr("Name for opens and clicks"), QStringLiteral("go.your-shop.example"));
    m_trackingCertificate = addField(fields, "cornerTrackingCertificate", tr("Its certificate"), certificate);
    m_trackingCertificate->setAccessibleName(tr("The certificate for opens and clicks"));
    m_stack = addField(fields, "cornerStack", tr("Name of the stack at Amazon"), {});
    m_stack->setText(toQString(service::CornerPlan{}.stack));
    names->hide();
    rows->addWidget(names);
    connect(more, &QPushButton::toggled, names, &QWidget::setVisible);
    rows->addSpacing(space::kSmall);
    auto *buttons = new FlowLayout(nullptr, space::kSmall);
    m_create = makeButton(QStringLiteral("cornerCreate"), {}, "primary", nullptr, this);
    m_adopt = makeButton(QStringLiteral("cornerAdopt"), tr("Use what an administrator made"), "", nullptr, this);
    m_adopt->setToolTip(tr("Takes over a stack of that name that was made from the template"));
    m_template = makeButton(QStringLiteral("cornerTemplate"), tr("Save the template"), "quiet", "download", this);
    m_template->setToolTip(tr("For an administrator who makes it for you"));
    for (QPushButton *button : {m_create, m_adopt, m_template})
        buttons->addWidget(button);
    rows->addLayout(buttons);
    connect(m_create, &QPushButton::clicked, this, [this] { start(m_view.isReady ? Task::Update : Task::Create); });
    connect(m_adopt, &QPushButton::clicked, this, [this] { start(Task::Adopt); });
    connect(m_template, &QPushButton::clicked, this, &CornerPanel::saveTemplate);
}

void CornerPanel::makeRest(QBoxLayout *column) {
    m_partsCard = new Card(tr("Its parts at Amazon"), this);
    m_parts = makeRows("cornerParts", m_partsCard);
    m_stop = makeButton(QStringLiteral("cornerStop"), tr("Stop watching"), "", nullptr, this);
    m_stop->setToolTip(tr("Amazon goes on with what was ordered"));
    m_partsCard->addAction(m_stop);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    m_checksCard = new Card(tr("Test"), this);
    m_checks = makeRows("cornerChecks", m_checksCard);
    m_asideCard = new Card(tr("Kept aside"), this);
    m_asideRows = makeRows("cornerAside", m_asideCard);
    auto *again = makeButton(QStringLiteral("cornerAgain"), tr("Try again"), "", nullptr, this);
    again->setToolTip(tr("Looks at all of them once more, with the data as they are now"));
    m_asideCard->addAction(again);
    connect(again, &QPushButton::clicked, this, &CornerPanel::takeAgain);
    m_choices = new CornerChoicesCard(m_session, this);
    connect(m_choices, &CornerChoicesCard::said, this, &CornerPanel::said);
    connect(m_choices, &CornerChoicesCard::saidWithUndo, this, &CornerPanel::saidWithUndo);
    m_offCard = new Card(tr("Off without it"), this);
    m_off = makeRows("cornerOff", m_offCard);
    m_rights = new RightsCard(QStringLiteral("cornerRole"), tr("What its only role may do"),
                              tr("The template makes one role, for the page that takes a click. It may put a message into the corner's own queue and nothing else."), false, this);
    m_rights->setAsk([](bool) -> Result<std::string> { return CornerService::rolePolicy(); }, tr("role of the public corner.json"));
    for (QWidget *part : {static_cast<QWidget *>(m_partsCard), static_cast<QWidget *>(m_checksCard), static_cast<QWidget *>(m_asideCard), static_cast<QWidget *>(m_choices), static_cast<QWidget *>(m_offCard), static_cast<QWidget *>(m_rights)}) {
        part->hide();
        column->addWidget(part);
    }
    refresh();
}

void CornerPanel::opened() {
    struct Loaded {
        CornerView view;
        QStringList connections;
        std::vector<service::CornerSignUp> aside;
    };
    ++m_busy;
    inBackground(this, [session = m_session]() -> Result<Loaded> {
        Loaded loaded;
        TRY_ASSIGN(loaded.view, CornerService(*session).status());
        TRY_ASSIGN(const auto all, service::ConnectionService(*session).list());
        for (const auto &one : all)
            if (one.ses)
                loaded.connections << toQString(one.name);
        TRY_ASSIGN(loaded.aside, CornerService(*session).keptAside(kShownAside));
        return loaded;
    }, [this](Result<Loaded> loaded) {
        --m_busy;
        if (!loaded)
            return say(loaded.error());
        put(loaded->view, loaded->connections);
        putAside(loaded->aside);
    });
}

bool CornerPanel::isSettled() const {
    return m_busy == 0 && m_rights->isSettled() && m_choices->isSettled();
}

QString CornerPanel::stateWord() const {
    return !m_isKnown ? QString() : m_view.isReady ? tr("ready") : m_view.isBuilding ? tr("being made") : tr("off");
}

void CornerPanel::put(const CornerView &view, const QStringList &connections) {
    m_isKnown = true;
    m_view = view;
    const QString wanted = view.plan.connection.empty() ? m_connection->currentText() : toQString(view.plan.connection);
    m_connection->clear();
    m_connection->addItems(connections);
    m_connection->setCurrentIndex(qMax(0, m_connection->findText(wanted)));
    if (view.isReady || view.isBuilding) {
        m_stack->setText(toQString(view.plan.stack));
        m_domain->setText(toQString(view.plan.domain));
        m_certificate->setText(toQString(view.plan.certificate));
        m_trackingDomain->setText(toQString(view.plan.trackingDomain));
        m_trackingCertificate->setText(toQString(view.plan.trackingCertificate));
    }
    if (view.isReady)
        m_choices->reload();
    refresh();
    Q_EMIT changed();
}

service::CornerPlan CornerPanel::plan() const {
    const auto text = [](const QLineEdit *field) { return toUtf8(field->text().trimmed()); };
    service::CornerPlan plan;
    plan.connection = toUtf8(m_connection->currentText());
    plan.stack = text(m_stack);
    plan.endpoint = m_view.plan.endpoint;
    plan.domain = text(m_domain);
    plan.certificate = text(m_certificate);
    plan.trackingDomain = text(m_trackingDomain);
    plan.trackingCertificate = text(m_trackingCertificate);
    return plan;
}

void CornerPanel::start(Task task) {
    if (m_job)
        return;
    struct Answer {
        CornerView view;
        QString bucket;
    };
    m_notice->clear();
    m_isAsking = false;
    putParts({});
    auto log = std::make_shared<PartLog>();
    const QString words = task == Task::Remove ? tr("Removing the public corner") : task == Task::Update ? tr("Updating the public corner") : task == Task::Adopt ? tr("Taking over the public corner") : tr("Making the public corner");
    ++m_busy;
    m_job = m_jobs->start(words, this, [session = m_session, task, wanted = plan(), log](Progress *progress, const CancelToken &cancel) -> Result<Answer> {
        const auto onStep = [&](const CornerStep &step) {
            log->add(step);
            progress->add(1);
        };
        CornerService corner(*session);
        Answer answer;
        if (task == Task::Remove) {
            TRY_ASSIGN(const std::string bucket, corner.remove(onStep, cancel));
            answer.bucket = toQString(bucket);
            TRY_ASSIGN(answer.view, corner.status());
            return answer;
        }
        auto made = task == Task::Create ? corner.create(wanted, onStep, cancel) : task == Task::Update ? corner.update(wanted, onStep, cancel) : corner.adopt(wanted, cancel);
        if (!made)
            return std::move(made).error();
        answer.view = *std::move(made);
        return answer;
    }, [this, task, log](Result<Answer> answer) {
        --m_busy;
        m_job = nullptr;
        putParts(log->copy());
        if (!answer) {
            if (answer.error().kind == ErrorKind::Cancelled)
                m_notice->say(Tone::Warning, tr("Not watched any more"), tr("Amazon goes on with what was ordered. Make it again and it goes on from there."));
            else
                say(answer.error());
            return opened();
        }
        m_change->setChecked(false);
        if (task == Task::Remove) {
            putParts({});
            Q_EMIT said(tr("The public corner was removed; its storage %1 stays").arg(answer->bucket));
        } else {
            Q_EMIT said(tr("The public corner is ready"));
        }
        put(answer->view, [this] {
            QStringList names;
            for (int i = 0; i < m_connection->count(); ++i)
                names << m_connection->itemText(i);
            return names;
        }());
        Q_EMIT touchedWorkspace();
    });
    connect(m_job, &Job::changed, this, [this, log] { putParts(log->copy()); });
    refresh();
}

void CornerPanel::putParts(const std::vector<CornerStep> &parts) {
    clearLayout(m_parts->layout());
    for (const CornerStep &part : parts) {
        auto *row = new FindingRow(QStringLiteral("cornerPart"), toQString(part.part), m_parts);
        const bool hasFailed = part.status.find("FAILED") != std::string::npos, isDone = part.status.find("COMPLETE") != std::string::npos;
        row->say(hasFailed ? Mark::Bad : isDone ? Mark::Good : Mark::Waiting, partState(part));
        m_parts->layout()->addWidget(row);
    }
    m_partsCard->setVisible(!parts.empty() || m_job);
    m_stop->setVisible(m_job);
}

void CornerPanel::test() {
    ++m_busy;
    m_notice->clear();
    m_jobs->start(tr("Testing the public corner"), this, [session = m_session](Progress *, const CancelToken &cancel) { return CornerService(*session).test(cancel); }, [this](Result<std::vector<service::CornerCheck>> checks) {
        --m_busy;
        if (!checks)
            return say(checks.error());
        putChecks(*checks);
    });
}

void CornerPanel::putChecks(const std::vector<service::CornerCheck> &checks) {
    clearLayout(m_checks->layout());
    bool isWell = true;
    for (const service::CornerCheck &check : checks) {
        auto *row = new FindingRow(QStringLiteral("cornerCheck"), checkTitle(check.id), m_checks);
        row->say(check.isPassed ? Mark::Good : Mark::Bad, checkWords(check));
        m_checks->layout()->addWidget(row);
        isWell = isWell && check.isPassed;
    }
    m_checksCard->setCount(isWell ? tr("Works") : tr("Does not work"), isWell ? Tone::Good : Tone::Bad);
    m_checksCard->setVisible(!checks.empty());
}

void CornerPanel::readInbox() {
    ++m_busy;
    m_notice->clear();
    m_jobs->start(tr("Reading the inbox of the public corner"), this, [session = m_session](Progress *, const CancelToken &cancel) -> Result<delivery::CornerReport> {
        TRY_ASSIGN(auto read, CornerService(*session).readInbox(cancel));
        TRY(service::CornerPeople(*session).attend(cancel));
        return read;
    }, [this](Result<delivery::CornerReport> read) {
        --m_busy;
        if (!read)
            return say(read.error());
        Q_EMIT said(read->received == 0 ? tr("Nothing lay in the inbox") : tr("%n messages were read", nullptr, int(read->received)));
        Q_EMIT touchedWorkspace();
        opened();
    });
}

void CornerPanel::putAside(const std::vector<service::CornerSignUp> &entries) {
    const ZoneScope here(this);
    clearLayout(m_asideRows->layout());
    for (const service::CornerSignUp &entry : entries) {
        auto *row = new FindingRow(QStringLiteral("cornerAsideEntry"), entryTitle(entry), m_asideRows);
        row->say(Mark::Waiting, (entry.reason ? sentence(*entry.reason) + QLatin1Char('\n') : QString()) + tr("Came on %1.").arg(formatMoment(zoned(entry.at))));
        m_asideRows->layout()->addWidget(row);
    }
    const auto more = m_view.counts.aside - static_cast<std::int64_t>(entries.size());
    m_asideCard->setCount(more > 0 ? tr("and %n more", nullptr, int(more)) : QString(), Tone::Neutral);
    m_asideCard->setVisible(!entries.empty());
}

void CornerPanel::takeAgain() {
    ++m_busy;
    m_notice->clear();
    m_jobs->start(tr("Taking in what was kept aside"), this, [session = m_session](Progress *, const CancelToken &cancel) { return service::CornerPeople(*session).takeIn(true, cancel); }, [this](Result<service::CornerTaking> taken) {
        --m_busy;
        if (!taken)
            return say(taken.error());
        const auto count = int(taken->people + taken->events);
        Q_EMIT said(count == 0 ? tr("Nothing of it can be taken in yet") : tr("%n of them are part of your data now", nullptr, count));
        Q_EMIT touchedWorkspace();
        opened();
    });
}

void CornerPanel::saveTemplate() {
    askWhereToSave(this, {tr("Save the template"), tr("CloudFormation (*.json)"), QStringLiteral("audience-sync-public.json"), QStringLiteral("json"), {}}, [this](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(CornerService::templateText())) < 0 || !file.commit())
            return m_notice->say(Tone::Bad, tr("The file could not be written: %1").arg(file.errorString()), {});
        Q_EMIT said(tr("The template is saved"));
    });
}

void CornerPanel::refreshAbout() {
    const ZoneScope here(this);
    const bool isReady = m_view.isReady;
    for (QWidget *part : {static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_inbox), static_cast<QWidget *>(m_entries), static_cast<QWidget *>(m_test), static_cast<QWidget *>(m_read), static_cast<QWidget *>(m_change)})
        part->setVisible(isReady);
    m_images->setVisible(isReady && !m_view.cdnHost.empty());
    m_tracking->setVisible(isReady && !m_view.trackingHost.empty());
    m_remove->setVisible(isReady || m_view.isBuilding);
    m_about->setCount(isReady ? tr("Ready") : m_view.isBuilding ? tr("Being made") : m_isKnown ? tr("Off") : QString(), isReady ? Tone::Good : m_view.isBuilding ? Tone::Accent : Tone::Neutral);
    m_address->say(Mark::Good, toQString(m_view.baseUrl));
    m_images->say(Mark::Good, m_view.plan.domain.empty() ? tr("Under Amazon's name %1").arg(toQString(m_view.cdnHost)) : tr("Under %1, which must point to %2").arg(toQString(m_view.plan.domain), toQString(m_view.cdnHost)));
    m_tracking->say(Mark::Good, tr("Under %1, which must point to %2").arg(toQString(m_view.plan.trackingDomain), toQString(m_view.trackingHost)));
    m_inbox->say(m_view.readAt.micros == 0 ? Mark::Waiting : Mark::Good, m_view.readAt.micros == 0 ? tr("Not read yet.") : tr("Read on %1. It keeps messages for 14 days.").arg(formatMoment(zoned(m_view.readAt))));
    const auto aside = m_view.malformed + m_view.refused;
    m_entries->say(Mark::Good, m_view.forms + m_view.webhooks == 0 ? tr("No sign-ups yet.") : tr("%1 sign-ups by form, %2 messages of your tools.").arg(formatNumber(m_view.forms), formatNumber(m_view.webhooks)));
    QStringList lines{m_entries->words()};
    lines += countWords(m_view.counts);
    if (aside > 0)
        lines << tr("%1 more were damaged or not made here, and changed nothing.").arg(formatNumber(aside));
    m_entries->say(Mark::Good, lines.join(QLatin1Char('\n')));
    if (isReady && m_view.mayHaveLost)
        m_warning->say(Tone::Warning, tr("Requests may have been lost"), tr("The inbox was not read for more than 14 days, and Amazon keeps messages no longer. People who left in the oldest of those days may still be written to; "
                                                                          "Amazon's own block list knows those who complained."));
    else
        m_warning->clear();
}

void CornerPanel::refresh() {
    refreshAbout();
    const bool isRunning = m_job, isReady = m_view.isReady, isReadOnly = m_session->workspace().isReadOnly();
    clearLayout(m_off->layout());
    for (const service::CornerFeature feature : m_view.off) {
        auto *row = new FindingRow(QStringLiteral("cornerOffFeature"), featureTitle(feature), m_off);
        row->say(Mark::Waiting, featureWords(feature));
        m_off->layout()->addWidget(row);
    }
    m_offCard->setTitle(isReady ? tr("Still off") : tr("Off without it"));
    m_offCard->setVisible(m_isKnown && !m_view.off.empty());
    m_planCard->setTitle(isReady ? tr("Change or update it") : tr("Make it"));
    m_planCard->setVisible(m_isKnown && !isRunning && (!isReady || m_change->isChecked()));
    m_create->setText(isReady ? tr("Update") : m_view.isBuilding ? tr("Go on making it") : tr("Make the corner"));
    m_create->setEnabled(m_connection->count() > 0 && !isReadOnly);
    m_adopt->setVisible(!isReady);
    m_adopt->setEnabled(m_connection->count() > 0 && !isReadOnly);
    m_connection->setEnabled(!isReady);
    m_stack->setEnabled(!isReady);
    for (QPushButton *button : {m_test, m_read, m_change, m_remove})
        button->setEnabled(!isRunning && !isReadOnly);
    m_partsCard->setVisible(isRunning || m_parts->layout()->count() > 0);
    m_stop->setVisible(isRunning);
    m_rights->setVisible(m_isKnown && !isReady);
    m_choices->setVisible(isReady);
}

void CornerPanel::say(const Error &error) {
    m_notice->say(Tone::Bad, sentence(error), {});
    refresh();
}

} // namespace audience::ui
