#include "ui/campaigns/composer_view.h"

#include "model/email_choice.h"
#include "qbase/convert.h"
#include "ui/campaigns/about_card.h"
#include "ui/campaigns/audience_chips.h"
#include "ui/campaigns/inbox_preview.h"
#include "ui/campaigns/start_row.h"
#include "ui/kit/actions.h"
#include "ui/kit/edit_command.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/icon.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
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
    change(words, -1, [&](Campaign &now) { now = campaign; });
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
    const service::TemplateView *chosen = chosenEmail();
    const auto words = chosen ? model::asVariant(chosen->email, m_campaign.variant) : Result<model::EmailTemplate>(model::EmailTemplate());
    const QString email = chosen ? toQString(chosen->email.name) : QString();
    const QString subject = words ? toQString(words->subject) : QString(), preheader = words ? toQString(words->preheader) : QString();
    for (const auto &[edit, field] : std::as_const(m_texts)) {
        if (field == &Campaign::subject)
            edit->setPlaceholderText(subject);
        if (field == &Campaign::preheader)
            edit->setPlaceholderText(preheader);
        if (field == &Campaign::fromAddress)
            edit->setPlaceholderText(ownAddress().isEmpty() ? tr("The connection's own address") : ownAddress());
    }
    const QString topic = m_choices.topicsOf(m_campaign);
    refreshWords();
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
    m_what.hint->setText(email.isEmpty()                ? QString()
                         : m_campaign.variant.empty() ? tr("Template: %1").arg(email)
                                                      : tr("Template: %1, variant %2").arg(email, toQString(m_campaign.variant)));
    m_when.hint->setText(m_campaign.startAt.micros == 0 ? tr("As soon as you say so; the people are counted at that moment")
                                                        : tr("The people are counted at the start; the email stays as it is when you schedule it"));
    QString from = toQString(m_campaign.fromName.empty() ? m_campaign.fromAddress : m_campaign.fromName);
    if (from.isEmpty())
        from = ownAddress();
    m_inbox->setFrom(from.isEmpty() ? tr("You") : from);
    m_inbox->suggest(m_campaign.subject.empty() ? subject : toQString(m_campaign.subject), !m_campaign.subject.empty(),
                     m_campaign.preheader.empty() ? preheader : toQString(m_campaign.preheader), !m_campaign.preheader.empty());
}

void ComposerView::refreshWords() {
    const service::TemplateView *chosen = chosenEmail();
    const QString name = toQString(m_campaign.variant);
    // A copy may stand on an older version of the email: whether that has the variant is among the checks.
    const bool isGone = chosen && m_campaign.templateRevision == 0 && !model::asVariant(chosen->email, m_campaign.variant);
    m_wordsRow->setVisible((chosen && !chosen->email.variants.empty()) || !name.isEmpty());
    m_words->setText(name.isEmpty() ? tr("Original") : isGone ? tr("Variant %1, which is gone").arg(name) : tr("Variant %1").arg(name));
    m_words->setAccessibleName(tr("Which words: %1").arg(m_words->text()));
    m_wordsGone->setText(isGone ? tr("The email has no variant %1 any more, so nothing can be sent. Choose other words.").arg(name) : QString());
    m_wordsGone->setVisible(isGone);
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
    if (readiness.preview)
        m_inbox->setWords(toQString(readiness.preview->subject), toQString(readiness.preview->preheader));
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
