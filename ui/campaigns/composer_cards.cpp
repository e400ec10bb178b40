// The composer's cards and the controls on them: who, what, when and how.
#include "qbase/convert.h"
#include "ui/campaigns/about_card.h"
#include "ui/campaigns/audience_chips.h"
#include "ui/campaigns/composer_view.h"
#include "ui/campaigns/inbox_preview.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace audience::ui {

using model::Campaign;

namespace {

constexpr int kLabel = 104;
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
    m_wordsRow = makeWords(card);
    fields->addWidget(m_wordsRow);
    addText(fields, "campaignFromName", tr("From"), tr("Name of the sender"), &Campaign::fromName, FromName)->setPlaceholderText(tr("Name"));
    addText(fields, "campaignFromAddress", tr("Address"), tr("Address of the sender"), &Campaign::fromAddress, FromAddress)
        ->setPlaceholderText(tr("The connection's own address"));
    addText(fields, "campaignSubject", tr("Subject"), tr("Subject"), &Campaign::subject, Subject);
    addText(fields, "campaignPreheader", tr("Preheader"), tr("Preheader"), &Campaign::preheader, Preheader);
    static_cast<QHBoxLayout *>(both)->addLayout(fields, 3);
    m_inbox = new InboxPreview(card);
    static_cast<QHBoxLayout *>(both)->addWidget(m_inbox, 2, Qt::AlignTop);
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

// Of an email in variants: which of them everybody gets.
QWidget *ComposerView::makeWords(QWidget *parent) {
    auto *words = new QWidget(parent);
    auto *column = new QVBoxLayout(words);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::kTiny);
    m_words = addPick(column, QStringLiteral("campaignVariant"), tr("Which words"), "split");
    m_words->setToolTip(tr("The email itself or one of its variants, for everybody"));
    connect(m_words, &QPushButton::clicked, this, &ComposerView::pickWords);
    m_wordsGone = makeLabel({}, "secondary", words);
    m_wordsGone->setObjectName(QStringLiteral("campaignVariantGone"));
    m_wordsGone->setWordWrap(true);
    ui::setProperty(m_wordsGone, "ink", QStringLiteral("warning"));
    column->addWidget(m_wordsGone);
    return words;
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

} // namespace audience::ui
