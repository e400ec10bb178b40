#include "ui/campaigns/composer_view.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/notice.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

namespace {

constexpr int kLabel = 104;

QBoxLayout *addField(QBoxLayout *to, const QString &label, QWidget *parent) {
    auto *row = makeRow();
    auto *words = makeLabel(label, "secondary", parent);
    words->setFixedWidth(kLabel);
    row->addWidget(words);
    to->addLayout(row);
    return row;
}

// The head of a card: icon, name, what is chosen in small words.
QLabel *addHead(QFrame *card, const char *iconName, const QString &name) {
    auto *row = makeRow();
    row->addWidget(makeIcon(iconName, Tone::Neutral, 16, card));
    row->addWidget(makeLabel(name, "strong", card));
    auto *hint = makeLabel({}, "tertiary", card);
    row->addWidget(hint, 1);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    return hint;
}

QLineEdit *addEdit(QBoxLayout *to, const QString &objectName, const QString &label, QWidget *parent) {
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(label);
    to->addWidget(edit, 1);
    return edit;
}

} // namespace

ComposerView::ComposerView(QWidget *parent) : QWidget(parent) {
    setObjectName(QStringLiteral("composer"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeScroll(QStringLiteral("composerScroll"), makeWork(), this), 1);
    layout->addWidget(makeMeaning());
}

QPushButton *ComposerView::addPick(QBoxLayout *to, const QString &objectName, const QString &label, const char *iconName) {
    auto *row = addField(to, label, this);
    auto *button = makeButton(objectName, {}, "field", iconName, this);
    row->addWidget(button);
    row->addStretch(1);
    return button;
}

QWidget *ComposerView::makeWork() {
    auto *work = new QWidget;
    auto *layout = new QVBoxLayout(work);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("composerNotice"), work);
    connect(m_notice, &Notice::actionWanted, this, &ComposerView::sendConfirmed);
    layout->addWidget(m_notice);

    auto *who = makeCard({}, work);
    m_who = addHead(who, "users", tr("Who"));
    auto *whoColumn = static_cast<QVBoxLayout *>(who->layout());
    auto *nameRow = addField(whoColumn, tr("Campaign"), who);
    m_name = addEdit(nameRow, QStringLiteral("campaignName"), tr("Name of the campaign"), who);
    m_segment = addPick(whoColumn, QStringLiteral("campaignSegment"), tr("Segment"), "users");
    m_topics = addPick(whoColumn, QStringLiteral("campaignTopics"), tr("Topic"), "tag");
    layout->addWidget(who);

    auto *what = makeCard({}, work);
    m_what = addHead(what, "mail", tr("What"));
    auto *both = makeRow(space::kPage);
    auto *fields = makeColumn();
    m_template = addPick(fields, QStringLiteral("campaignTemplate"), tr("Email"), "mail");
    auto *fromRow = addField(fields, tr("From"), what);
    m_fromName = addEdit(fromRow, QStringLiteral("campaignFromName"), tr("Name of the sender"), what);
    m_fromName->setPlaceholderText(tr("Name"));
    auto *addressRow = addField(fields, {}, what);
    m_fromAddress = addEdit(addressRow, QStringLiteral("campaignFromAddress"), tr("Address of the sender"), what);
    m_fromAddress->setPlaceholderText(tr("The connection's own address"));
    static_cast<QHBoxLayout *>(both)->addLayout(fields, 1);
    auto *inbox = new QFrame(what);
    inbox->setProperty("role", QStringLiteral("field"));
    inbox->setMinimumWidth(240);
    auto *inboxColumn = new QVBoxLayout(inbox);
    inboxColumn->setContentsMargins(12, 10, 12, 10);
    inboxColumn->setSpacing(3);
    auto *inboxHead = makeRow(6);
    inboxHead->addWidget(makeIcon("mail-open", Tone::Neutral, 14, inbox));
    inboxHead->addWidget(makeLabel(tr("In the inbox"), "tertiary", inbox), 1);
    inboxColumn->addLayout(inboxHead);
    m_inboxFrom = makeLabel({}, "strong", inbox);
    m_inboxSubject = makeLabel({}, "body", inbox);
    m_inboxPreheader = makeLabel({}, "tertiary", inbox);
    for (QLabel *line : {m_inboxFrom, m_inboxSubject, m_inboxPreheader}) {
        line->setWordWrap(true);
        inboxColumn->addWidget(line);
    }
    inboxColumn->addStretch(1);
    static_cast<QHBoxLayout *>(both)->addWidget(inbox, 1);
    static_cast<QVBoxLayout *>(what->layout())->addLayout(both);
    layout->addWidget(what);

    auto *through = makeCard({}, work);
    m_through = addHead(through, "send", tr("How"));
    m_connection = addPick(static_cast<QVBoxLayout *>(through->layout()), QStringLiteral("campaignConnection"), tr("Through"), "plug");
    layout->addWidget(through);
    layout->addStretch(1);

    connect(m_segment, &QPushButton::clicked, this, &ComposerView::pickSegment);
    connect(m_template, &QPushButton::clicked, this, &ComposerView::pickTemplate);
    connect(m_connection, &QPushButton::clicked, this, &ComposerView::pickConnection);
    connect(m_topics, &QPushButton::clicked, this, &ComposerView::pickTopics);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_campaign.name = toUtf8(text.trimmed());
        Q_EMIT edited();
    });
    connect(m_fromName, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_campaign.fromName = toUtf8(text.trimmed());
        refresh();
        Q_EMIT edited();
    });
    connect(m_fromAddress, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_campaign.fromAddress = toUtf8(text.trimmed());
        refresh();
        Q_EMIT edited();
    });
    return work;
}

QWidget *ComposerView::makeMeaning() {
    QFrame *pane = makePane("paneRight", 300, this);
    auto *layout = static_cast<QVBoxLayout *>(pane->layout());
    auto *figure = makeRow();
    m_reach = makeLabel(QStringLiteral("–"), "keyFigure", pane);
    m_reach->setObjectName(QStringLiteral("campaignReach"));
    m_reachOf = makeLabel(tr("can be emailed"), "secondary", pane);
    m_reachOf->setContentsMargins(0, 0, 0, 6);
    figure->addWidget(m_reach);
    figure->addWidget(m_reachOf, 0, Qt::AlignBottom);
    figure->addStretch(1);
    layout->addLayout(figure);
    m_counts = new BarRows(pane);
    m_counts->setObjectName(QStringLiteral("campaignCounts"));
    m_counts->setAccessibleName(tr("How many it reaches"));
    layout->addWidget(m_counts);
    m_keptTitle = makeLabel(tr("Kept back, and why"), "strong", pane);
    layout->addWidget(m_keptTitle);
    m_kept = new BarRows(pane);
    m_kept->setObjectName(QStringLiteral("campaignKept"));
    m_kept->setAccessibleName(tr("Kept back, and why"));
    layout->addWidget(m_kept);
    layout->addSpacing(space::kTiny);
    layout->addWidget(makeLabel(tr("Before it goes"), "strong", pane));
    m_checks = makeColumn(6);
    layout->addLayout(m_checks);

    m_legal = new QFrame(pane);
    m_legal->setObjectName(QStringLiteral("legalBasis"));
    m_legal->setProperty("role", QStringLiteral("inset"));
    auto *legal = new QVBoxLayout(m_legal);
    legal->setContentsMargins(12, 12, 12, 12);
    legal->setSpacing(6);
    legal->addWidget(makeLabel(tr("Why may you write to them?"), "strong", m_legal));
    auto *words = makeLabel(tr("These data say nothing about consent. Your answer is asked once and kept in the audit log."), "secondary", m_legal);
    words->setWordWrap(true);
    legal->addWidget(words);
    m_statement = new QLineEdit(m_legal);
    m_statement->setObjectName(QStringLiteral("legalStatement"));
    m_statement->setAccessibleName(tr("In your own words"));
    m_statement->setPlaceholderText(tr("In your own words (optional)"));
    legal->addWidget(m_statement);
    const std::pair<const char *, QString> kReasons[] = {{"consent", tr("They agreed, I have proof")},
                                                         {"existing_customers", tr("They bought similar things from us")},
                                                         {"contract", tr("It is about their contract")}};
    for (const auto &[basis, text] : kReasons) {
        auto *button = makeButton(QStringLiteral("legal_") + QLatin1String(basis), text, "", nullptr, m_legal);
        connect(button, &QPushButton::clicked, this,
                [this, basis = QString::fromLatin1(basis)] { Q_EMIT legalBasisGiven(basis, m_statement->text().trimmed()); });
        legal->addWidget(button);
    }
    m_legal->hide();
    layout->addWidget(m_legal);
    layout->addStretch(1);
    return pane;
}

void ComposerView::setChoices(const Choices &choices) {
    m_choices = choices;
    refresh();
}

void ComposerView::show(const service::CampaignView &campaign) {
    m_campaign = campaign.campaign;
    const auto put = [](QLineEdit *edit, const std::string &text) {
        if (toUtf8(edit->text().trimmed()) != text)
            edit->setText(toQString(text));
    };
    put(m_name, m_campaign.name);
    put(m_fromName, m_campaign.fromName);
    put(m_fromAddress, m_campaign.fromAddress);
    refresh();
}

void ComposerView::refresh() {
    QString segment = tr("Choose a segment"), email = tr("Choose an email"), topic;
    for (const auto &one : m_choices.segments)
        if (one.id == m_campaign.segment)
            segment = toQString(one.name);
    m_inboxSubject->setText({});
    m_inboxPreheader->setText({});
    for (const auto &one : m_choices.templates)
        if (one.id == m_campaign.emailTemplate) {
            email = toQString(one.email.name);
            m_inboxSubject->setText(toQString(one.email.subject));
            m_inboxPreheader->setText(toQString(one.email.preheader));
        }
    for (const auto &one : m_choices.topics)
        if (std::find(m_campaign.topics.begin(), m_campaign.topics.end(), one.key) != m_campaign.topics.end())
            topic += (topic.isEmpty() ? QString() : QStringLiteral(", ")) + toQString(one.name);
    const bool isPractice = m_campaign.connection == model::kPracticeConnection;
    m_segment->setText(segment);
    m_template->setText(email);
    m_topics->setText(topic.isEmpty() ? tr("The usual topic") : topic);
    m_connection->setText(isPractice ? tr("Practice") : toQString(m_campaign.connection));
    m_through->setText(isPractice ? tr("No email leaves this computer; answers are played") : tr("Amazon SES sends them now, as fast as the account allows"));
    QString from = toQString(m_campaign.fromName.empty() ? m_campaign.fromAddress : m_campaign.fromName);
    for (const auto &one : m_choices.connections)
        if (from.isEmpty() && one.name == m_campaign.connection && one.ses)
            from = toQString(one.ses->fromAddress);
    m_inboxFrom->setText(from.isEmpty() ? tr("You") : from);
}

void ComposerView::pickSegment() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.segments)
        items.append({QString::number(one.id.value), toQString(one.name), {}, QStringLiteral("users")});
    Picker::pickOne(m_segment, items, QString::number(m_campaign.segment.value), [this](const QStringList &ids) {
        m_campaign.segment = SegmentId{ids.first().toLongLong()};
        refresh();
        Q_EMIT edited();
    });
}

void ComposerView::pickTemplate() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.templates)
        items.append({QString::number(one.id.value), toQString(one.email.name), {}, QStringLiteral("mail")});
    Picker::pickOne(m_template, items, QString::number(m_campaign.emailTemplate.value), [this](const QStringList &ids) {
        m_campaign.emailTemplate = TemplateId{ids.first().toLongLong()};
        refresh();
        Q_EMIT edited();
    });
}

void ComposerView::pickConnection() {
    QList<PickerItem> items{{toQString(model::kPracticeConnection), tr("Practice"), tr("nothing leaves this computer"), QStringLiteral("shield")}};
    for (const auto &one : m_choices.connections)
        if (one.ses)
            items.append({toQString(one.name), toQString(one.name), tr("Amazon SES, %1").arg(toQString(one.ses->region)), QStringLiteral("plug")});
    Picker::pickOne(m_connection, items, toQString(m_campaign.connection), [this](const QStringList &ids) {
        m_campaign.connection = toUtf8(ids.first());
        refresh();
        Q_EMIT edited();
    });
}

void ComposerView::pickTopics() {
    QList<PickerItem> items;
    for (const auto &one : m_choices.topics)
        items.append({toQString(one.key), toQString(one.name), one.kind == "required" ? tr("always allowed") : QString(), QStringLiteral("tag")});
    Picker::pickOne(m_topics, items, m_campaign.topics.empty() ? QString() : toQString(m_campaign.topics.front()), [this](const QStringList &ids) {
        m_campaign.topics = {toUtf8(ids.first())};
        refresh();
        Q_EMIT edited();
    });
}

void ComposerView::showCount(const std::optional<service::CountView> &count) {
    m_reach->setText(count ? formatNumber(count->reachable) : QStringLiteral("–"));
    m_who->setText(count ? tr("%1 can be emailed of %2").arg(formatNumber(count->reachable), formatNumber(count->count)) : QString());
    QVector<BarRow> reach, kept;
    if (count) {
        reach = {{tr("Chosen"), count->count, {}, -1}, {tr("Can be emailed"), count->reachable, {}, -2}};
        for (const auto &reason : count->keptBack)
            if (reason.count > 0)
                kept.append({reasonWord(reason.reason), reason.count, {}, 0});
    }
    m_counts->setRows(reach);
    m_kept->setRows(kept);
    m_keptTitle->setVisible(!kept.isEmpty());
    m_kept->setVisible(!kept.isEmpty());
}

void ComposerView::showChecks(const std::vector<service::CheckView> &checks) {
    using Level = service::CheckView::Level;
    clearLayout(m_checks);
    bool asksBasis = false;
    for (const auto &check : checks) {
        asksBasis = asksBasis || check.id == "check.no_legal_basis";
        const Tone tone = check.level == Level::Passed ? Tone::Good : check.level == Level::Warning ? Tone::Warning : Tone::Bad;
        auto *row = makeRow();
        row->addWidget(makeIcon(check.level == Level::Passed ? "circle-check" : "circle-alert", tone, 16, this), 0, Qt::AlignTop);
        auto *words = makeLabel(sentence(check.id, check.args), check.level == Level::Passed ? "secondary" : "small", this);
        words->setWordWrap(true);
        words->setObjectName(QStringLiteral("check_") + toQString(check.id));
        row->addWidget(words, 1);
        m_checks->addLayout(row);
    }
    m_legal->setVisible(asksBasis);
}

void ComposerView::showError(const QString &sentence) {
    m_notice->say(Tone::Bad, sentence, {});
}

void ComposerView::askToSend(const QString &question, const QString &action) {
    m_notice->say(Tone::Warning, question, {}, action);
}

void ComposerView::clearNotice() {
    m_notice->clear();
}

} // namespace audience::ui
