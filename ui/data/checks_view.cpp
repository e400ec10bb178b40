#include "ui/data/checks_view.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/filter_words.h"
#include "ui/data/quality_view.h"
#include "ui/kit/background.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/measure.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kMostListed = 60; // of each kind: a table of 2,000 columns has thousands that pass

ChecksView::ChecksView(std::shared_ptr<service::Session> session, QWidget *parent) : QWidget(parent), m_session(std::move(session)), m_run(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_notice = new Notice(QStringLiteral("checksNotice"), this);
    layout->addWidget(m_notice);
    m_inside = new QWidget(this);
    auto *column = new QVBoxLayout(m_inside);
    column->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    column->setSpacing(space::kSmall);
    m_quality = new QualityView(m_session, m_inside);
    column->addWidget(m_quality);
    column->addWidget(makeLine(m_inside));
    connect(m_quality, &QualityView::changed, this, &ChecksView::count);
    connect(m_quality, &QualityView::checkWanted, this, &ChecksView::checkWanted);
    connect(m_quality, &QualityView::saidWithUndo, this, &ChecksView::saidWithUndo);
    m_summary = makeLabel({}, "secondary", m_inside);
    m_summary->setObjectName(QStringLiteral("checksSummary"));
    column->addWidget(m_summary);
    m_list = new QVBoxLayout;
    m_list->setSpacing(space::kSmall);
    column->addLayout(m_list);
    column->addStretch(1);
    layout->addWidget(makeScroll(QStringLiteral("checksScroll"), measured(m_inside, Measure::Page), this), 1);
}

bool ChecksView::isBusy() const {
    return m_isRunning || m_quality->isBusy();
}

void ChecksView::setDataset(const std::string &dataset) {
    m_dataset = dataset;
    m_quality->setDataset(dataset);
    m_checks.clear();
    fill();
    run();
}

void ChecksView::run() {
    m_isRunning = true;
    m_run.request([session = m_session, dataset = m_dataset](CancelToken cancel) { return service::DataChecks(*session).run(dataset, cancel); },
                  [this](Result<std::vector<service::DataCheck>> checks) {
                      m_isRunning = false;
                      if (!checks)
                          return m_notice->say(Tone::Bad, sentence(checks.error()), {});
                      m_notice->clear();
                      m_checks = std::move(*checks);
                      fill();
                  });
}

void ChecksView::fill() {
    clearLayout(m_list);
    int passed = 0, all = 0, listed = 0, good = 0;
    for (const service::DataCheck &check : m_checks) {
        all += check.isOff ? 0 : 1;
        passed += !check.isOff && check.count == 0 ? 1 : 0;
        int &so = check.count > 0 ? listed : good;
        if (so++ < kMostListed)
            addCheck(check);
    }
    m_summary->setText(m_isRunning && m_checks.empty() ? tr("Looking…") : all == 0 ? tr("There is nothing to check here.") : tr("Common faults: %1 of %2 not found").arg(passed).arg(all));
    if (const int more = qMax(0, listed - kMostListed) + qMax(0, good - kMostListed); more > 0)
        m_list->addWidget(makeLabel(tr("and %n more checks", nullptr, more), "secondary", m_inside));
    count();
}

// Kept checks and common faults together.
void ChecksView::count() {
    int passed = m_quality->passed(), all = m_quality->all();
    for (const service::DataCheck &check : m_checks) {
        all += check.isOff ? 0 : 1;
        passed += !check.isOff && check.count == 0 ? 1 : 0;
    }
    Q_EMIT counted(passed, all);
}

// A fault says what, why and where; what passed or is off is one line.
void ChecksView::addCheck(const service::DataCheck &check) {
    const CheckWords words = checkWords(check);
    const QString name = QStringLiteral("%1_%2").arg(toQString(check.id), toQString(check.column));
    const bool isFault = check.count > 0;
    QWidget *box = isFault ? static_cast<QWidget *>(makeCard({}, m_inside)) : new QWidget(m_inside);
    box->setObjectName(QStringLiteral("check_") + name);
    auto *row = makeRow(space::kMedium);
    const Qt::Alignment place = isFault ? Qt::AlignTop : Qt::AlignVCenter;
    row->addWidget(makeIcon(isFault ? "triangle-alert" : check.isOff ? "circle" : "circle-check", isFault ? Tone::Warning : check.isOff ? Tone::Neutral : Tone::Good, 16, box), 0, place);
    if (isFault)
        addFault(check, words, row, box);
    else
        row->addWidget(new ElidedLabel(words.rule, check.isOff ? "quietBody" : "body", box), 1);
    auto *turned = makeButton(QStringLiteral("checkTurn_") + name, check.isOff ? tr("Turn on") : tr("Turn off"), "quiet", nullptr, box);
    turned->setAccessibleName(QStringLiteral("%1: %2").arg(turned->text(), words.rule));
    connect(turned, &QPushButton::clicked, this, [this, check] { turn(m_dataset, check, check.isOff, false); });
    row->addWidget(turned, 0, place);
    if (isFault) {
        static_cast<QVBoxLayout *>(box->layout())->addLayout(row);
    } else {
        row->setContentsMargins(space::kMedium + 1, 0, space::kMedium + 1, 0); // in line with what stands in the cards
        box->setLayout(row);
    }
    m_list->addWidget(box);
}

void ChecksView::addFault(const service::DataCheck &check, const CheckWords &words, QBoxLayout *row, QWidget *box) {
    auto *texts = makeColumn(2);
    auto *title = makeLabel(QStringLiteral("%1: %2").arg(plainName(check.column).left(60), words.fault), "strong", box);
    QStringList examples;
    for (const std::string &example : check.examples)
        examples << toQString(example).left(40).simplified();
    auto *reason = makeLabel(words.reason, "secondary", box);
    auto *rule = makeLabel(examples.isEmpty() ? tr("Rule: %1.").arg(words.rule) : tr("Rule: %1. For example %2.").arg(words.rule, examples.join(QStringLiteral(", "))), "secondary", box);
    for (QLabel *label : {title, reason, rule}) {
        label->setWordWrap(true);
        texts->addWidget(label);
    }
    row->addLayout(texts, 1);
    auto *show = makeButton(QStringLiteral("checkShow_%1_%2").arg(toQString(check.id), toQString(check.column)), tr("Show rows"), "", nullptr, box);
    connect(show, &QPushButton::clicked, this, [this, check] { Q_EMIT checkWanted(toQString(check.id), toQString(check.column)); });
    row->addWidget(show, 0, Qt::AlignTop);
}

// The dataset comes along: an undo may be asked for after another one was opened.
void ChecksView::turn(const std::string &dataset, const service::DataCheck &check, bool isOn, bool isUndo) {
    m_isRunning = true;
    inBackground(this, [session = m_session, dataset, check, isOn] { return service::DataChecks(*session).turn(dataset, check.id, check.column, isOn); },
                 [this, dataset, check, isOn, isUndo](Result<void> done) {
                     m_isRunning = false;
                     if (!done)
                         return m_notice->say(Tone::Bad, sentence(done.error()), {});
                     run();
                     if (!isUndo)
                         Q_EMIT saidWithUndo(isOn ? tr("The check is on again.") : tr("The check is off."), [self = QPointer<ChecksView>(this), dataset, check, isOn] {
                             if (self)
                                 self->turn(dataset, check, !isOn, true);
                         });
                 });
}

} // namespace audience::ui
