#include "ui/campaigns/meaning_pane.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QScrollArea>

#include <algorithm>
#include <cmath>

namespace audience::ui {

using Level = service::CheckView::Level;

namespace {

// In the order in which the policy asks; what is left after each.
struct ReachStep {
    QString words;
    QStringList reasons;
    bool isAlways = false; // shown also where it costs nobody
};

qint64 sumOf(const service::CountView &count, const ReachStep &step) {
    qint64 sum = 0;
    for (const auto &reason : count.keptBack)
        if (step.reasons.contains(toQString(reason.reason)))
            sum += reason.count;
    return sum;
}

bool isAbout(const std::string &check, std::string_view family) { return check.rfind(family, 0) == 0; }

} // namespace

bool Readiness::canSend() const {
    return count && count->reachable > 0 && std::none_of(checks.begin(), checks.end(), [](const auto &check) { return check.level == Level::Error; });
}

MeaningPane::MeaningPane(QWidget *parent) : QFrame(parent) {
    setProperty("role", QStringLiteral("paneRight"));
    setFixedWidth(Theme::instance().pixels(300));
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    layout->setSpacing(space::kSmall);
    auto *figure = makeRow();
    m_reach = makeLabel(QStringLiteral("–"), "keyFigure", inside);
    m_reach->setObjectName(QStringLiteral("campaignReach"));
    auto *words = makeLabel(tr("can be emailed"), "secondary", inside);
    words->setContentsMargins(0, 0, 0, 6);
    figure->addWidget(m_reach);
    figure->addWidget(words, 0, Qt::AlignBottom);
    figure->addStretch(1);
    layout->addLayout(figure);
    m_steps = new BarRows(inside);
    m_steps->setObjectName(QStringLiteral("campaignCounts"));
    m_steps->setAccessibleName(tr("How many are left after each step"));
    m_steps->setOpens(true);
    connect(m_steps, &BarRows::rowActivated, this, [this](int row) { Q_EMIT leftOpened(m_leftReasons.value(row), m_steps->rows().value(row).name); });
    layout->addWidget(m_steps);
    m_keptTitle = makeLabel(tr("Kept back, and why"), "strong", inside);
    layout->addWidget(m_keptTitle);
    m_kept = new BarRows(inside);
    m_kept->setObjectName(QStringLiteral("campaignKept"));
    m_kept->setAccessibleName(tr("Kept back, and why"));
    m_kept->setOpens(true);
    connect(m_kept, &BarRows::rowActivated, this, [this](int row) { Q_EMIT reasonOpened(m_reasons.value(row)); });
    layout->addWidget(m_kept);
    layout->addSpacing(space::kTiny);
    layout->addWidget(makeLabel(tr("Before it goes"), "strong", inside));
    m_checks = makeColumn(6);
    layout->addLayout(m_checks);
    m_legal = makeLegal();
    layout->addWidget(m_legal);
    m_expectedBox = new QFrame(inside);
    m_expectedBox->setProperty("role", QStringLiteral("inset"));
    auto *expected = new QVBoxLayout(m_expectedBox);
    expected->setContentsMargins(12, 10, 12, 10);
    expected->setSpacing(4);
    expected->addWidget(makeLabel(tr("Expected"), "strong", m_expectedBox));
    m_expected = makeLabel({}, "secondary", m_expectedBox);
    m_expected->setObjectName(QStringLiteral("campaignExpected"));
    m_expected->setWordWrap(true);
    expected->addWidget(m_expected);
    layout->addWidget(m_expectedBox);
    layout->addStretch(1);
    outer->addWidget(makeScroll(QStringLiteral("meaningScroll"), inside, this));
    m_legal->hide();
    m_expectedBox->hide();
}

QWidget *MeaningPane::makeLegal() {
    auto *box = new QFrame(this);
    box->setObjectName(QStringLiteral("legalBasis"));
    box->setProperty("role", QStringLiteral("inset"));
    auto *legal = new QVBoxLayout(box);
    legal->setContentsMargins(12, 12, 12, 12);
    legal->setSpacing(6);
    legal->addWidget(makeLabel(tr("Why may you write to them?"), "strong", box));
    auto *words = makeLabel(tr("These data say nothing about consent. Your answer is asked once and kept in the audit log."), "secondary", box);
    words->setWordWrap(true);
    legal->addWidget(words);
    m_statement = new QLineEdit(box);
    m_statement->setObjectName(QStringLiteral("legalStatement"));
    m_statement->setAccessibleName(tr("In your own words"));
    m_statement->setPlaceholderText(tr("In your own words (optional)"));
    legal->addWidget(m_statement);
    const std::pair<const char *, QString> kReasons[] = {{"consent", tr("They agreed, I have proof")},
                                                         {"existing_customers", tr("They bought similar things from us")},
                                                         {"contract", tr("It is about their contract")}};
    for (const auto &[basis, text] : kReasons) {
        auto *button = makeButton(QStringLiteral("legal_") + QLatin1String(basis), text, "", nullptr, box);
        connect(button, &QPushButton::clicked, this,
                [this, basis = QString::fromLatin1(basis)] { Q_EMIT legalBasisGiven(basis, m_statement->text().trimmed()); });
        legal->addWidget(button);
    }
    return box;
}

void MeaningPane::show(const Readiness &readiness, const model::Campaign &campaign) {
    showCounts(readiness.count);
    showChecks(readiness);
    showExpected(readiness, campaign);
}

void MeaningPane::showCounts(const std::optional<service::CountView> &count) {
    m_reach->setText(count ? formatNumber(count->reachable) : QStringLiteral("–"));
    QVector<BarRow> steps, kept;
    m_reasons.clear();
    if (count) {
        const QVector<ReachStep> all{
            {tr("Has an address"), {QStringLiteral("no_address"), QStringLiteral("invalid_address")}},
            {tr("Not blocked"), {QStringLiteral("suppressed_complaint"), QStringLiteral("suppressed_bounce"), QStringLiteral("suppressed_manual"), QStringLiteral("unsubscribed"), QStringLiteral("safety_set")}},
            {tr("Topic consent"), {QStringLiteral("no_consent"), QStringLiteral("no_legal_basis")}, true},
            {tr("Not too often"), {QStringLiteral("over_cap")}},
            {tr("Each address once"), {QStringLiteral("duplicate_address")}}};
        qint64 left = count->count;
        steps.append({tr("Chosen"), left, {}, 0});
        QStringList reasons;
        m_leftReasons = {reasons};
        for (const ReachStep &step : all) {
            const qint64 lost = sumOf(*count, step);
            left -= lost;
            reasons << step.reasons;
            if (lost == 0 && !step.isAlways)
                continue;
            steps.append({step.words, left, {}, 0});
            m_leftReasons.append(reasons);
        }
        for (const auto &reason : count->keptBack)
            if (reason.count > 0) {
                kept.append({reasonWord(reason.reason), reason.count, {}, -1});
                m_reasons << toQString(reason.reason);
            }
    }
    m_steps->setRows(steps);
    m_steps->setVisible(!steps.isEmpty());
    m_kept->setRows(kept);
    m_keptTitle->setVisible(!kept.isEmpty());
    m_kept->setVisible(!kept.isEmpty());
}

void MeaningPane::showChecks(const Readiness &readiness) {
    clearLayout(m_checks);
    bool asksBasis = false;
    for (const auto &check : readiness.checks) {
        asksBasis = asksBasis || check.id == "check.no_legal_basis";
        const Tone tone = check.level == Level::Passed ? Tone::Good : check.level == Level::Warning ? Tone::Warning : Tone::Bad;
        auto *row = makeRow();
        row->addWidget(makeIcon(check.level == Level::Passed ? "circle-check" : "circle-alert", tone, 16, this), 0, Qt::AlignTop);
        auto *column = makeColumn(2);
        auto *words = makeLabel(sentence(check.id, check.args), check.level == Level::Passed ? "secondary" : "small", this);
        words->setWordWrap(true);
        words->setObjectName(QStringLiteral("check_") + toQString(check.id));
        column->addWidget(words);
        QString step;
        if (check.level != Level::Passed) {
            if (check.id == "template.no_such_variant")
                step = tr("Choose the words");
            else if (isAbout(check.id, "lint.") || isAbout(check.id, "liquid.") || isAbout(check.id, "template.") || check.id == "check.no_postal_address")
                step = tr("Open the email");
            else if (check.id == "campaign.no_segment" || check.id == "campaign.segment_gone")
                step = tr("Choose a segment");
            else if (check.id == "campaign.no_email" || check.id == "campaign.email_gone")
                step = tr("Choose an email");
            else if (check.id == "check.nobody" || check.id == "check.nobody_reachable" || isAbout(check.id, "segment."))
                step = tr("Open the segment");
            else if (check.id == "check.start_passed")
                step = tr("Choose a time");
            else if (check.id == "workspace.handed_over" || check.id == "workspace.handover_unfinished")
                step = tr("Who sends…");
            else if (check.id == "check.not_approved")
                step = readiness.isMine ? tr("Ask for approval") : tr("Approve it");
            else if (check.id == "check.approval_waits" && !readiness.isMine)
                step = tr("Approve it");
            else if (check.id == "check.no_connection" || check.id == "check.sending_disabled")
                step = tr("Choose a connection");
        }
        if (!step.isEmpty()) {
            auto *fix = makeButton(QStringLiteral("fix_") + toQString(check.id), step, "", nullptr, this);
            connect(fix, &QPushButton::clicked, this, [this, id = toQString(check.id)] { Q_EMIT fixWanted(id); });
            column->addWidget(fix, 0, Qt::AlignLeading);
        }
        row->addLayout(column);
        static_cast<QHBoxLayout *>(row)->setStretchFactor(column, 1);
        m_checks->addLayout(row);
    }
    m_legal->setVisible(asksBasis);
}

// No more exact than what it rests on: two digits.
static qint64 roughly(double people) {
    double step = 1;
    while (people / step >= 100)
        step *= 10;
    return qint64(std::llround(people / step) * std::llround(step));
}

void MeaningPane::showExpected(const Readiness &readiness, const model::Campaign &campaign) {
    QStringList words;
    const qint64 people = readiness.count ? readiness.count->reachable : 0;
    if (readiness.expected && people > 0) {
        const auto &expected = *readiness.expected;
        const auto of = [people](double share) { return formatNumber(roughly(share * double(people))); };
        words << tr("From %n similar sends, the newest first: %1 to %2 open, %3 to %4 click, %5 to %6 unsubscribe. Four of five keep within that.", nullptr, expected.sends)
                     .arg(of(expected.opened.low), of(expected.opened.high), of(expected.clicked.low), of(expected.clicked.high), of(expected.unsubscribed.low),
                          of(expected.unsubscribed.high));
    } else if (readiness.count && people > 0) {
        words << tr("No similar send yet.");
    }
    if (campaign.ratePerSecond > 0 && people > 0) {
        const qint64 seconds = qint64(double(people) / campaign.ratePerSecond) + 1;
        words << (seconds < 90 ? tr("Takes about %n seconds at that speed.", nullptr, int(seconds)) : tr("Takes about %n minutes at that speed.", nullptr, int((seconds + 59) / 60)));
    }
    m_expected->setText(words.join(QLatin1Char(' ')));
    m_expectedBox->setVisible(!words.isEmpty());
}

} // namespace audience::ui
