#include "ui/campaigns/composer_view.h"

#include "qbase/convert.h"
#include "ui/campaigns/about_card.h"
#include "ui/campaigns/audience_chips.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/actions.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/text/words.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

using model::Campaign;

namespace {

constexpr int kLabel = 104;
constexpr QSize kPicture(48, 60); // of an email in the list of emails
// Edits of one of these that follow each other are one step to undo.
enum Merge { Alone = -1, Name = 1, FromName, FromAddress, Subject, Preheader, Start, Rate };

QBoxLayout *addField(QBoxLayout *to, const QString &label, QWidget *parent) {
    auto *row = makeRow();
    auto *words = makeLabel(label, "secondary", parent);
    words->setMinimumWidth(kLabel);
    row->addWidget(words);
    to->addLayout(row);
    return row;
}

QVBoxLayout *columnOf(QFrame *card) { return static_cast<QVBoxLayout *>(card->layout()); }

} // namespace

ComposerView::ComposerView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("composer"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeScroll(QStringLiteral("composerScroll"), measured(makeWork(), Measure::Form), this), 1);
    m_meaning = new MeaningPane(this);
    layout->addWidget(m_meaning);
    connect(m_meaning, &MeaningPane::legalBasisGiven, this, &ComposerView::legalBasisGiven);
    connect(m_meaning, &MeaningPane::reasonOpened, this, &ComposerView::reasonOpened);
    connect(m_meaning, &MeaningPane::leftOpened, this, &ComposerView::leftOpened);
    connect(m_meaning, &MeaningPane::fixWanted, this, &ComposerView::fix);
}

// One undo for the whole campaign: a field's own would only know of itself.
bool ComposerView::eventFilter(QObject *watched, QEvent *event) {
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (isOfCommand(key, "edit.undo") || isOfCommand(key, "edit.redo")) {
            event->ignore();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

// Out of the field first; only then out of the page.
void ComposerView::keyPressEvent(QKeyEvent *event) {
    QWidget *field = QApplication::focusWidget();
    if (event->key() == Qt::Key_Escape && (qobject_cast<QLineEdit *>(field) || qobject_cast<QAbstractSpinBox *>(field)))
        return setFocus(Qt::MouseFocusReason); // nowhere in particular: no ring
    QWidget::keyPressEvent(event);
}

ComposerView::~ComposerView() {
    m_undo.disconnect(); // it says goodbye when the page is gone already
}

QPushButton *ComposerView::addPick(QBoxLayout *to, const QString &objectName, const QString &label, const char *iconName) {
    auto *row = addField(to, label, this);
    auto *button = makeButton(objectName, {}, "field", iconName, this);
    button->setAccessibleName(label);
    row->addWidget(button);
    row->addStretch(1);
    return button;
}

QLineEdit *ComposerView::addText(QBoxLayout *to, const char *objectName, const QString &label, const QString &name, std::string Campaign::*field, int merge) {
    auto *edit = new QLineEdit(this);
    edit->setObjectName(QLatin1String(objectName));
    edit->setAccessibleName(name);
    (label.isNull() ? to : addField(to, label, this))->addWidget(edit, 1);
    connect(edit, &QLineEdit::textEdited, this, [this, field, merge, name](const QString &text) {
        change(name, merge, [&](Campaign &campaign) { campaign.*field = toUtf8(text.trimmed()); });
    });
    edit->installEventFilter(this);
    m_texts.append({edit, field});
    return edit;
}

// The head of a card: icon, name, what is chosen in small words, and whether it is ready.
ComposerView::Head ComposerView::addHead(QFrame *card, const char *iconName, const QString &name) {
    auto *row = makeRow();
    row->addWidget(makeIcon(iconName, Tone::Neutral, 16, card));
    row->addWidget(makeLabel(name, "strong", card));
    Head head{new ElidedLabel({}, "secondary", card), makeLabel({}, "body", card), row};
    row->addWidget(head.hint, 1);
    row->addWidget(head.mark);
    columnOf(card)->addLayout(row);
    m_cards.append(card);
    return head;
}

void ComposerView::addOptions(QFrame *card, const Head &head, const PlanOptions::Group &options) {
    head.row->insertWidget(head.row->indexOf(head.mark), options.more);
    columnOf(card)->addWidget(options.rows);
}

QWidget *ComposerView::makeWork() {
    auto *work = new QWidget;
    auto *layout = new QVBoxLayout(work);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_top = makeColumn(space::kSmall);
    layout->addLayout(m_top);
    m_notice = new Notice(QStringLiteral("composerNotice"), work);
    connect(m_notice, &Notice::actionWanted, this, &ComposerView::noticeAction);
    layout->addWidget(m_notice);
    m_plan = new PlanOptions(work);
    connect(m_plan, &PlanOptions::changed, this, [this](const model::DeliveryPlan &plan, const QString &words, int group) {
        change(words, group, [&](Campaign &campaign) { campaign.plan = plan; });
    });
    layout->addWidget(makeWho());
    layout->addWidget(makeWhat());
    layout->addWidget(makeWhen());
    layout->addWidget(makeHow());
    m_about = new AboutCard(work);
    connect(m_about, &AboutCard::changed, this, [this](const Campaign &campaign, const QString &what, int part) {
        if (!m_isLocked)
            return change(what, part, [&](Campaign &now) { now = campaign; });
        m_campaign.notes = campaign.notes; // shown again before it is saved
        m_campaign.budget = campaign.budget;
        m_campaign.tags = campaign.tags;
        Q_EMIT aboutEdited(m_campaign);
    });
    layout->addWidget(m_about);
    layout->addStretch(1);
    return work;
}

QFrame *ComposerView::makeWho() {
    auto *card = makeCard({}, this);
    m_who = addHead(card, "users", tr("Who"));
    m_name = addText(columnOf(card), "campaignName", tr("Campaign"), tr("Name of the campaign"), &Campaign::name, Name);
    auto *row = addField(columnOf(card), tr("Segments"), card);
    m_segments = new AudienceChips(card);
    row->addWidget(m_segments, 1);
    m_topics = addPick(columnOf(card), QStringLiteral("campaignTopics"), tr("Topic"), "tag");
    m_cap = makeLabel({}, "secondary", card);
    m_cap->setObjectName(QStringLiteral("campaignCap"));
    m_cap->setWordWrap(true);
    columnOf(card)->addWidget(m_cap);
    connect(m_topics, &QPushButton::clicked, this, &ComposerView::pickTopics);
    connect(m_segments, &AudienceChips::changed, this, [this](const std::vector<SegmentId> &in, const std::vector<SegmentId> &out) {
        change(tr("Segments"), Alone, [&](Campaign &campaign) {
            campaign.segment = in.front();
            campaign.alsoSegments.assign(in.begin() + 1, in.end());
            campaign.butNot = out;
        });
    });
    addOptions(card, m_who, m_plan->people());
    return card;
}

QFrame *ComposerView::makeWhat() {
    auto *card = makeCard({}, this);
    m_what = addHead(card, "mail", tr("What"));
    auto *both = makeRow(space::kPage);
    auto *fields = makeColumn();
    m_template = addPick(fields, QStringLiteral("campaignTemplate"), tr("Email"), "mail");
    connect(m_template, &QPushButton::clicked, this, &ComposerView::pickTemplate);
    m_version = makeVersion(card);
    fields->addWidget(m_version);
    addText(fields, "campaignFromName", tr("From"), tr("Name of the sender"), &Campaign::fromName, FromName)->setPlaceholderText(tr("Name"));
    addText(fields, "campaignFromAddress", tr("Address"), tr("Address of the sender"), &Campaign::fromAddress, FromAddress)
        ->setPlaceholderText(tr("The connection's own address"));
    addText(fields, "campaignSubject", tr("Subject"), tr("Subject"), &Campaign::subject, Subject);
    addText(fields, "campaignPreheader", tr("Preheader"), tr("Preheader"), &Campaign::preheader, Preheader);
    static_cast<QHBoxLayout *>(both)->addLayout(fields, 3);
    static_cast<QHBoxLayout *>(both)->addWidget(makeInbox(card), 2, Qt::AlignTop);
    columnOf(card)->addLayout(both);
    addOptions(card, m_what, m_plan->reading());
    return card;
}

// Of a copy or a second send: which version of the email it stands on.
QWidget *ComposerView::makeVersion(QWidget *parent) {
    auto *version = new QWidget(parent);
    auto *row = new QHBoxLayout(version);
    row->setContentsMargins(0, 0, 0, 0);
    auto *words = makeLabel(tr("As it was sent before"), "secondary", version);
    auto *newest = makeButton(QStringLiteral("campaignNewest"), tr("Take its newest version"), "quiet", "refresh-cw", version);
    row->addSpacing(kLabel);
    row->addWidget(words);
    row->addWidget(newest);
    row->addStretch(1);
    connect(newest, &QPushButton::clicked, this, [this] { change(tr("Newest version of the email"), Alone, [](Campaign &campaign) { campaign.templateRevision = 0; }); });
    return version;
}

QWidget *ComposerView::makeInbox(QWidget *parent) {
    auto *inbox = new QFrame(parent);
    inbox->setObjectName(QStringLiteral("inboxPreview"));
    inbox->setProperty("role", QStringLiteral("field"));
    inbox->setMinimumWidth(220);
    auto *column = new QVBoxLayout(inbox);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(3);
    auto *head = makeRow(6);
    head->addWidget(makeIcon("inbox", Tone::Neutral, 14, inbox));
    head->addWidget(makeLabel(tr("In the inbox"), "secondary", inbox), 1);
    column->addLayout(head);
    m_inboxFrom = makeLabel({}, "strong", inbox);
    m_inboxSubject = makeLabel({}, "body", inbox);
    m_inboxPreheader = makeLabel({}, "secondary", inbox);
    for (QLabel *line : {m_inboxFrom, m_inboxSubject, m_inboxPreheader}) {
        line->setWordWrap(true);
        line->setTextFormat(Qt::PlainText);
        column->addWidget(line);
    }
    m_inboxSubject->setObjectName(QStringLiteral("inboxSubject"));
    return inbox;
}

QFrame *ComposerView::makeWhen() {
    auto *card = makeCard({}, this);
    m_when = addHead(card, "calendar-clock", tr("When"));
    m_start = new StartRow(card);
    columnOf(card)->addWidget(m_start);
    connect(m_start, &StartRow::startChanged, this, [this](Instant start, const QString &zone) {
        change(tr("Start"), Start, [&](Campaign &campaign) {
            campaign.startAt = start;
            campaign.startZone = toUtf8(zone);
        });
    });
    connect(m_start, &StartRow::handoverWanted, this, &ComposerView::handoverWanted);
    connect(m_start, &StartRow::pastChanged, this, &ComposerView::startPastChanged);
    connect(m_start, &StartRow::rateChanged, this, [this](double perSecond) {
        change(tr("Speed"), Rate, [&](Campaign &campaign) { campaign.ratePerSecond = perSecond; });
    });
    addOptions(card, m_when, m_plan->times());
    return card;
}

QFrame *ComposerView::makeHow() {
    auto *card = makeCard({}, this);
    m_how = addHead(card, "send", tr("How"));
    m_connection = addPick(columnOf(card), QStringLiteral("campaignConnection"), tr("Through"), "plug");
    connect(m_connection, &QPushButton::clicked, this, &ComposerView::pickConnection);
    addOptions(card, m_how, m_plan->speed());
    return card;
}

// A campaign that says nothing is about the first topic that people opt in to.
std::vector<std::string> ComposerView::Choices::keysOf(const Campaign &campaign) const {
    if (!campaign.topics.empty())
        return campaign.topics;
    const auto usual = std::find_if(topics.begin(), topics.end(), [](const auto &one) { return one.kind == "opt-in"; });
    return usual == topics.end() ? std::vector<std::string>{} : std::vector<std::string>{usual->key};
}

QString ComposerView::Choices::topicsOf(const Campaign &campaign) const {
    const std::vector<std::string> keys = keysOf(campaign);
    QStringList names;
    for (const auto &one : topics)
        if (std::find(keys.begin(), keys.end(), one.key) != keys.end())
            names << toQString(one.name);
    return names.join(QStringLiteral(", "));
}

// "" where nothing is said.
static QString capWords(qint64 emails, qint64 seconds) {
    constexpr qint64 kDay = 24 * 3600;
    if (emails <= 0 || seconds <= 0)
        return {};
    const QString most = ComposerView::tr("%Ln emails", nullptr, int(emails));
    return seconds == kDay       ? ComposerView::tr("At most %1 a day to one person, over all campaigns").arg(most)
           : seconds == 7 * kDay ? ComposerView::tr("At most %1 a week to one person, over all campaigns").arg(most)
                                 : ComposerView::tr("At most %1 in %2 to one person, over all campaigns").arg(most, ComposerView::tr("%Ln days", nullptr, int((seconds + kDay - 1) / kDay)));
}

void ComposerView::setChoices(const Choices &choices) {
    m_choices = choices;
    m_segments->setSegments(choices.segments);
    m_start->setZone(choices.zone);
    m_plan->setFields(choices.fields);
    refresh();
}

void ComposerView::show(const service::CampaignView &campaign) {
    m_undo.clear();
    m_plan->forget();
    put(campaign.campaign);
    showReadiness({});
}

void ComposerView::replace(const Campaign &campaign, const QString &words) {
    change(words, Alone, [&](Campaign &now) { now = campaign; });
}

void ComposerView::change(const QString &words, int merge, const std::function<void(Campaign &)> &edit) {
    Campaign after = m_campaign;
    edit(after);
    if (after == m_campaign)
        return;
    m_undo.push(new EditCommand<Campaign>(
        words, m_campaign, after,
        [this](const Campaign &campaign) {
            put(campaign);
            Q_EMIT edited();
        },
        merge));
}

void ComposerView::put(const Campaign &campaign) {
    m_campaign = campaign;
    refresh();
}

void ComposerView::setLocked(bool isLocked) {
    m_isLocked = isLocked;
    m_version->setVisible(!isLocked && m_campaign.templateRevision != 0);
    for (QWidget *card : std::as_const(m_cards))
        card->setEnabled(!isLocked);
}

void ComposerView::refresh() {
    for (const auto &[edit, field] : std::as_const(m_texts))
        if (toUtf8(edit->text().trimmed()) != m_campaign.*field) {
            const QSignalBlocker quiet(edit);
            edit->setText(toQString(m_campaign.*field));
        }
    QString email, subject, preheader, topic;
    for (const auto &one : m_choices.templates)
        if (one.id == m_campaign.emailTemplate) {
            email = toQString(one.email.name);
            subject = toQString(one.email.subject);
            preheader = toQString(one.email.preheader);
        }
    for (const auto &[edit, field] : std::as_const(m_texts)) {
        if (field == &Campaign::subject)
            edit->setPlaceholderText(subject);
        if (field == &Campaign::preheader)
            edit->setPlaceholderText(preheader);
        if (field == &Campaign::fromAddress)
            edit->setPlaceholderText(ownAddress().isEmpty() ? tr("The connection's own address") : ownAddress());
    }
    topic = m_choices.topicsOf(m_campaign);
    // What a person waits for is never held back.
    m_cap->setText(m_campaign.plan.stream == model::Stream::Transactional ? QString() : capWords(m_choices.mostEmails, m_choices.inSeconds));
    m_cap->setVisible(!m_cap->text().isEmpty());
    const bool isPractice = m_campaign.connection == model::kPracticeConnection;
    m_segments->show(m_campaign);
    m_start->show(m_campaign.startAt, toQString(m_campaign.startZone), m_campaign.ratePerSecond);
    m_plan->setZone(m_campaign.startZone.empty() ? toUtf8(m_choices.zone) : m_campaign.startZone);
    m_plan->show(m_campaign.plan, m_start->day());
    m_version->setVisible(!m_isLocked && m_campaign.templateRevision != 0);
    m_about->show(m_campaign, m_choices.currency);
    m_template->setText(email.isEmpty() ? tr("Choose an email") : email);
    m_topics->setText(topic.isEmpty() ? tr("Choose a topic") : topic);
    m_connection->setText(isPractice ? tr("Practice") : toQString(m_campaign.connection));
    m_how.hint->setText(isPractice       ? tr("No email leaves this computer; readers are made up")
                        : isMailServer() ? tr("Your mail server takes them and reports nothing back")
                                       : tr("Amazon SES sends them"));
    m_what.hint->setText(email.isEmpty() ? QString() : tr("Template: %1").arg(email));
    m_when.hint->setText(m_campaign.startAt.micros == 0 ? tr("As soon as you say so; the people are counted at that moment")
                                                        : tr("The people are counted at the start; the email stays as it is when you schedule it"));
    QString from = toQString(m_campaign.fromName.empty() ? m_campaign.fromAddress : m_campaign.fromName);
    if (from.isEmpty())
        from = ownAddress();
    showAsInbox(m_inboxFrom, from.isEmpty() ? tr("You") : from);
    if (!m_campaign.subject.empty() || m_inboxSubject->text().isEmpty())
        showAsInbox(m_inboxSubject, m_campaign.subject.empty() ? subject : toQString(m_campaign.subject));
    if (!m_campaign.preheader.empty() || m_inboxPreheader->text().isEmpty())
        showAsInbox(m_inboxPreheader, m_campaign.preheader.empty() ? preheader : toQString(m_campaign.preheader));
}

// The first link to a website, as the email has it.
static QString linkIn(const QString &html) {
    static const QRegularExpression link(QStringLiteral("href=[\"'](https?://[^\"']+)"));
    return link.match(html).captured(1).replace(QLatin1String("&amp;"), QLatin1String("&"));
}

// What the chosen connection sends from where the campaign says nothing else.
QString ComposerView::ownAddress() const {
    for (const auto &one : m_choices.connections)
        if (one.name == m_campaign.connection && (one.ses || one.smtp))
            return toQString(one.ses ? one.ses->fromAddress : one.smtp->fromAddress);
    return {};
}

void ComposerView::showReadiness(const Readiness &readiness) {
    m_meaning->show(readiness, m_campaign);
    m_start->setMachine(readiness.machine, readiness.sleep);
    m_plan->showStarts(readiness.starts, m_campaign.startZone.empty() ? m_choices.zone : toQString(m_campaign.startZone));
    m_plan->setLinks(toQString(m_campaign.name), readiness.preview ? linkIn(toQString(readiness.preview->html)) : QString());
    m_who.hint->setText(readiness.count ? tr("%1 can be emailed of %2").arg(formatNumber(readiness.count->reachable), formatNumber(readiness.count->count)) : QString());
    if (readiness.preview) {
        showAsInbox(m_inboxSubject, toQString(readiness.preview->subject));
        showAsInbox(m_inboxPreheader, toQString(readiness.preview->preheader));
    }
    refreshMarks(readiness);
}

// A card is ready where no check about it says otherwise.
void ComposerView::refreshMarks(const Readiness &readiness) {
    using Level = service::CheckView::Level;
    Level who = Level::Passed, what = Level::Passed, when = Level::Passed, how = Level::Passed;
    for (const auto &check : readiness.checks) {
        const std::string &id = check.id;
        const bool isContent = id.rfind("lint.", 0) == 0 || id.rfind("liquid.", 0) == 0 || id.rfind("template.", 0) == 0 || id == "check.no_postal_address" ||
                               id == "check.content" || id == "campaign.no_email" || id == "campaign.email_gone";
        const bool isHow = id == "check.connection" || id == "check.practice" || id == "check.no_connection" || id == "check.no_one_click" || id == "check.no_events" ||
                           id == "check.sending_disabled" || id == "check.ses_sandbox";
        const bool isWhen = id == "check.start_passed" || id == "workspace.handed_over" || id == "workspace.handover_unfinished";
        Level &level = isContent ? what : isHow ? how : isWhen ? when : who;
        level = std::max(level, check.level);
    }
    if (when == Level::Passed && m_campaign.startAt.micros != 0 && readiness.sleep != service::SleepRisk::Low)
        when = Level::Warning; // the computer may be asleep then
    const auto mark = [&](const Head &head, Level level) {
        const bool isKnown = !readiness.checks.empty();
        const QColor ink = inkOf(level == Level::Passed ? Tone::Good : level == Level::Warning ? Tone::Warning : Tone::Bad);
        head.mark->setPixmap(isKnown ? iconPixmap(level == Level::Passed ? QStringLiteral("circle-check") : QStringLiteral("circle-alert"), ink, 16, devicePixelRatioF())
                                     : QPixmap());
        head.mark->setAccessibleName(!isKnown ? QString() : level == Level::Passed ? tr("Ready") : level == Level::Warning ? tr("Look at this") : tr("Not ready"));
    };
    mark(m_who, who);
    mark(m_what, what);
    mark(m_when, when);
    mark(m_how, how);
}

void ComposerView::fix(const QString &check) {
    if (check.startsWith(QLatin1String("lint.")) || check.startsWith(QLatin1String("liquid.")) || check.startsWith(QLatin1String("template.")) ||
        check == QLatin1String("check.no_postal_address"))
        Q_EMIT goTo(QStringLiteral("templates"), QString::number(m_campaign.emailTemplate.value));
    else if (check == QLatin1String("check.start_passed"))
        m_start->focusTime();
    else if (check == QLatin1String("check.not_approved"))
        Q_EMIT approvalWanted();
    else if (check == QLatin1String("workspace.handed_over") || check == QLatin1String("workspace.handover_unfinished"))
        Q_EMIT handoverWanted();
    else if (check == QLatin1String("check.no_connection") || check == QLatin1String("check.sending_disabled"))
        pickConnection();
    else if (check == QLatin1String("campaign.no_email") || check == QLatin1String("campaign.email_gone"))
        pickTemplate();
    else if (check == QLatin1String("campaign.no_segment") || check == QLatin1String("campaign.segment_gone"))
        m_segments->choose();
    else
        Q_EMIT goTo(QStringLiteral("segments"), QString::number(m_campaign.segment.value));
}

void ComposerView::pickTemplate() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.templates)
        items.append({QString::number(one.id.value), toQString(one.email.name), {}, QStringLiteral("mail")});
    auto *picker = Picker::pickOne(m_template, items, QString::number(m_campaign.emailTemplate.value), [this](const QStringList &ids) {
        m_inboxSubject->clear();
        m_inboxPreheader->clear();
        change(tr("Email"), Alone, [&](Campaign &campaign) { campaign.emailTemplate = TemplateId{ids.first().toLongLong()}; });
    });
    if (!m_choices.picture || items.isEmpty())
        return;
    picker->setPictures(kPicture, [make = m_choices.picture, emails = m_choices.templates, scale = devicePixelRatioF()](const QString &id) {
        const auto wanted = std::find_if(emails.begin(), emails.end(), [&](const auto &one) { return QString::number(one.id.value) == id; });
        return wanted == emails.end() ? QImage() : make(wanted->email, kPicture, scale);
    });
}

void ComposerView::pickConnection() {
    QList<PickerItem> items{{toQString(model::kPracticeConnection), tr("Practice"), tr("nothing leaves this computer"), QStringLiteral("shield")}};
    for (const auto &one : m_choices.connections)
        if (one.ses)
            items.append({toQString(one.name), toQString(one.name), tr("Amazon SES, %1").arg(toQString(one.ses->region)), QStringLiteral("plug")});
        else if (one.smtp)
            items.append({toQString(one.name), toQString(one.name), tr("Mail server, %1").arg(toQString(one.smtp->host)), QStringLiteral("plug")});
    Picker::pickOne(m_connection, items, toQString(m_campaign.connection), [this](const QStringList &ids) {
        change(tr("Connection"), Alone, [&](Campaign &campaign) { campaign.connection = toUtf8(ids.first()); });
    });
}

void ComposerView::pickTopics() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.topics)
        items.append({toQString(one.key), toQString(one.name), one.kind == "required" ? tr("always allowed") : QString(), QStringLiteral("tag")});
    const std::vector<std::string> chosen = m_choices.keysOf(m_campaign);
    Picker::pickOne(m_topics, items, chosen.empty() ? QString() : toQString(chosen.front()), [this](const QStringList &ids) {
        change(tr("Topic"), Alone, [&](Campaign &campaign) { campaign.topics = {toUtf8(ids.first())}; });
    });
}

void ComposerView::say(Tone tone, const QString &title, const QString &text, const QString &action) {
    m_notice->say(tone, title, text, action);
}

void ComposerView::editName() {
    m_name->setFocus();
    m_name->selectAll();
}

bool ComposerView::isMailServer() const {
    return std::any_of(m_choices.connections.begin(), m_choices.connections.end(), [&](const auto &one) { return one.name == m_campaign.connection && one.smtp; });
}

bool ComposerView::isStartPast() const {
    return m_start->isPast();
}

void ComposerView::clearNotice() {
    m_notice->clear();
}

} // namespace audience::ui
