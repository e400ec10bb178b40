#include "ui/data/quality_view.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/elided_label.h"
#include "ui/kit/notice.h"
#include "ui/kit/sparkline.h"
#include "ui/kit/theme.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QPointer>
#include <QVBoxLayout>

namespace audience::ui {

using model::QualityCheck;
using model::QualitySeverity;
using quality::CheckResult;
using service::QualityService;

namespace {

constexpr int kMostListed = 60; // of each kind

QString wordsOf(const QualityCheck &check) {
    const model::Finding rule = model::ruleOf(check);
    return sentence(rule.id, rule.args);
}

// What came of it the last time, in a few words.
QString stateOf(const QualityCheck &check, const CheckResult &result) {
    if (result.state == CheckResult::State::Passed)
        return QualityView::tr("passed");
    if (result.isWaiting())
        return QualityView::tr("from the next rows on");
    if (result.state == CheckResult::State::NotRun)
        return result.fault ? sentence(*result.fault) : QString();
    if (model::isOfRows(check.kind))
        return QualityView::tr("%n rows", nullptr, int(qMin<qint64>(result.failed, 2'000'000'000)));
    switch (check.kind) {
    case model::QualityKind::Fresh:
        return QualityView::tr("%1 hours old").arg(formatNumber(qRound64(result.measure)));
    case model::QualityKind::RowDrift:
        return result.measure < 0 ? QualityView::tr("%1 % fewer rows").arg(formatNumber(qRound64(-result.measure))) : QualityView::tr("%1 % more rows").arg(formatNumber(qRound64(result.measure)));
    case model::QualityKind::RowCount:
        return QualityView::tr("%1 rows").arg(formatNumber(qRound64(result.measure)));
    default:
        return QualityView::tr("index %1").arg(QString::number(result.measure, 'f', 2));
    }
}

} // namespace

QualityView::QualityView(std::shared_ptr<service::Session> session, QWidget *parent)
    : QWidget(parent), m_session(std::move(session)), m_read(this), m_runs(this), m_suggestions(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kSmall);
    m_notice = new Notice(QStringLiteral("qualityNotice"), this);
    layout->addWidget(m_notice);
    auto *head = makeRow(space::kSmall);
    m_summary = makeLabel({}, "strong", this);
    m_summary->setObjectName(QStringLiteral("qualitySummary"));
    m_summary->setWordWrap(true);
    head->addWidget(m_summary, 1);
    m_run = makeButton(QStringLiteral("qualityRun"), tr("Check now"), "", nullptr, this);
    m_keepAll = makeButton(QStringLiteral("qualityKeepAll"), tr("Keep all"), "", nullptr, this);
    m_suggest = makeButton(QStringLiteral("qualitySuggest"), tr("Suggest checks"), "", nullptr, this);
    for (QPushButton *button : {m_run, m_keepAll, m_suggest})
        head->addWidget(button, 0, Qt::AlignTop);
    layout->addLayout(head);
    m_list = new QVBoxLayout;
    m_list->setSpacing(space::kSmall);
    layout->addLayout(m_list);
    connect(m_run, &QPushButton::clicked, this, &QualityView::run);
    connect(m_suggest, &QPushButton::clicked, this, &QualityView::suggest);
    connect(m_keepAll, &QPushButton::clicked, this, [this] { keep(std::vector<QualityCheck>(m_found.checks)); });
    fill();
}

void QualityView::setDataset(const std::string &dataset) {
    if (dataset != m_dataset) {
        m_view = {};
        m_notice->clear();
    }
    m_dataset = dataset;
    m_found = {};
    m_hasSuggested = false;
    fill();
    refresh();
}

void QualityView::refresh() {
    m_isReading = true;
    m_read.request([session = m_session, dataset = m_dataset](CancelToken) { return QualityService(*session).list(dataset); }, [this](Result<service::QualityView> view) {
        m_isReading = false;
        if (!view)
            return m_notice->say(Tone::Bad, sentence(view.error()), {});
        take(*view);
    });
}

void QualityView::take(const service::QualityView &view) {
    m_view = view;
    fill();
    Q_EMIT changed();
    if (view.isOutdated && !m_isRunning)
        run();
}

void QualityView::run() {
    m_isRunning = true;
    fill();
    m_runs.request([session = m_session, dataset = m_dataset](CancelToken cancel) { return QualityService(*session).run(dataset, quality::Cause::Asked, cancel); },
                   [this](Result<quality::QualityRun> done) {
                       m_isRunning = false;
                       if (!done) {
                           fill();
                           return m_notice->say(Tone::Bad, sentence(done.error()), {});
                       }
                       // A workspace that may not be written to shows what came of it all the same.
                       if (m_session->workspace().isReadOnly()) {
                           for (service::QualityCheckView &view : m_view.checks)
                               for (const CheckResult &result : done->results)
                                   if (result.check == view.check.id)
                                       view.last = result;
                           m_view.isOutdated = false;
                           fill();
                           return Q_EMIT changed();
                       }
                       m_isReading = true;
                       m_read.request([session = m_session, dataset = m_dataset](CancelToken) { return QualityService(*session).list(dataset); },
                                      [this](Result<service::QualityView> view) {
                                          m_isReading = false;
                                          if (!view)
                                              return m_notice->say(Tone::Bad, sentence(view.error()), {});
                                          m_view = *view; // and not run again, whatever came in meanwhile
                                          fill();
                                          Q_EMIT changed();
                                      });
                   });
}

void QualityView::suggest() {
    m_isSuggesting = true;
    fill();
    m_suggestions.request([session = m_session, dataset = m_dataset](CancelToken cancel) { return QualityService(*session).suggest(dataset, cancel); },
                          [this](Result<quality::Suggestions> found) {
                              m_isSuggesting = false;
                              if (!found) {
                                  fill();
                                  return m_notice->say(Tone::Bad, sentence(found.error()), {});
                              }
                              m_found = *std::move(found);
                              m_hasSuggested = true;
                              fill();
                          });
}

int QualityView::passed() const {
    int count = 0;
    for (const service::QualityCheckView &view : m_view.checks)
        count += view.last && view.last->isBad() ? 0 : 1;
    return count;
}

void QualityView::fill() {
    clearLayout(m_list);
    const bool isReadOnly = m_session->workspace().isReadOnly();
    m_run->setVisible(!m_view.checks.empty());
    m_run->setEnabled(!m_isRunning);
    m_suggest->setEnabled(!m_isSuggesting);
    m_keepAll->setVisible(m_found.checks.size() > 1 && !isReadOnly);
    if (m_isRunning || m_isSuggesting)
        m_summary->setText(tr("Looking…"));
    else if (m_view.checks.empty())
        m_summary->setText(tr("No checks are kept for these rows yet. Those that are kept run whenever rows come in."));
    else
        m_summary->setText(tr("%1 of %2 kept checks passed").arg(passed()).arg(all()));
    addStopped();
    int listed = 0;
    for (const service::QualityCheckView &kept : m_view.checks)
        if (listed++ < kMostListed)
            addKept(kept);
    for (const quality::Trap &trap : m_found.traps)
        addTrap(trap);
    if (m_hasSuggested) {
        auto *title = makeLabel(m_found.checks.empty() ? tr("There is nothing more to suggest.") : tr("%n checks fit these rows", nullptr, int(m_found.checks.size())), "strong", this);
        title->setObjectName(QStringLiteral("qualitySuggestedTitle"));
        m_list->addWidget(title);
    }
    listed = 0;
    for (const QualityCheck &check : m_found.checks)
        if (listed++ < kMostListed)
            addSuggested(check);
    if (listed > kMostListed)
        m_list->addWidget(makeLabel(tr("and %n more checks", nullptr, listed - kMostListed), "secondary", this));
}

// Rows that did not come in are the first thing to know.
void QualityView::addStopped() {
    if (!m_view.last || !m_view.last->stopped)
        return;
    auto *card = makeCard({}, this);
    card->setObjectName(QStringLiteral("qualityStopped"));
    auto *text = makeLabel(tr("Rows were kept out: %n checks that must hold failed for them. What you see are the rows from before.", nullptr, int(m_view.last->bad())), "body", card);
    text->setWordWrap(true);
    auto *row = makeRow(space::kMedium);
    row->addWidget(makeIcon("triangle-alert", Tone::Bad, 16, card), 0, Qt::AlignTop);
    row->addWidget(text, 1);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    m_list->addWidget(card);
}

void QualityView::addKept(const service::QualityCheckView &kept) {
    const QualityCheck &check = kept.check;
    const QString name = QString::number(check.id), words = wordsOf(check);
    const bool isBad = kept.last && kept.last->isBad(), isStop = check.severity == QualitySeverity::Stop, isReadOnly = m_session->workspace().isReadOnly();
    auto *box = new QWidget(this);
    box->setObjectName(QStringLiteral("quality_") + name);
    auto *row = makeRow(space::kSmall);
    row->setContentsMargins(space::kMedium + 1, 0, space::kMedium + 1, 0);
    const bool isOpen = !kept.last || kept.last->isWaiting();
    row->addWidget(makeIcon(isBad ? "triangle-alert" : isOpen ? "circle" : "circle-check", isBad ? (isStop ? Tone::Bad : Tone::Warning) : isOpen ? Tone::Neutral : Tone::Good, 16, box));
    row->addWidget(new ElidedLabel(words, "body", box), 1);
    if (kept.last) {
        auto *state = new ElidedLabel(stateOf(check, *kept.last), isBad ? "strong" : "secondary", box);
        state->setObjectName(QStringLiteral("qualityState_") + name);
        row->addWidget(state);
    }
    if (kept.history.size() > 1) {
        auto *line = new Sparkline(box);
        QVector<double> values;
        for (const service::QualityPoint &point : kept.history)
            values << (model::isOfRows(check.kind) ? double(point.failed) : point.measure);
        line->setValues(values, tr("%1: the last %n runs", nullptr, int(values.size())).arg(words), isBad ? Tone::Warning : Tone::Accent);
        line->setFixedSize(64, 20);
        row->addWidget(line);
    }
    if (isBad && model::isOfRows(check.kind) && kept.last->failed > 0)
        addShow(row, check, name, box);
    auto *turned = makeButton(QStringLiteral("qualityTurn_") + name, isStop ? tr("Stops") : tr("Warns"), "quiet", nullptr, box);
    turned->setAccessibleName(isStop ? tr("%1: rows that fail are kept out; only warn").arg(words) : tr("%1: only warns; keep rows out that fail").arg(words));
    turned->setToolTip(isStop ? tr("Rows that fail are kept out, and the old ones stay. Click to only warn.") : tr("Only warns. Click to keep rows out that fail."));
    connect(turned, &QPushButton::clicked, this, [this, check] { turn(check); });
    auto *gone = makeButton(QStringLiteral("qualityRemove_") + name, tr("Remove"), "quiet", nullptr, box);
    gone->setAccessibleName(tr("Remove: %1").arg(words));
    connect(gone, &QPushButton::clicked, this, [this, check] { remove({check}); });
    for (QPushButton *button : {turned, gone}) {
        button->setEnabled(!isReadOnly);
        row->addWidget(button);
    }
    box->setLayout(row);
    m_list->addWidget(box);
}

void QualityView::addShow(QBoxLayout *row, const QualityCheck &check, const QString &name, QWidget *box) {
    auto *show = makeButton(QStringLiteral("qualityShow_") + name, tr("Show rows"), "", nullptr, box);
    show->setAccessibleName(tr("Show rows: %1").arg(wordsOf(check)));
    connect(show, &QPushButton::clicked, this, [this, check] { Q_EMIT checkWanted(toQString(QualityService::queryOf(check)), toQString(check.column())); });
    row->addWidget(show, 0, Qt::AlignTop);
}

void QualityView::addSuggested(const QualityCheck &check) {
    const QString words = wordsOf(check), name = QStringLiteral("%1_%2").arg(toQString(std::string(model::toText(check.kind))), toQString(check.column()));
    auto *box = new QWidget(this);
    box->setObjectName(QStringLiteral("suggested_") + name);
    auto *row = makeRow(space::kSmall);
    row->setContentsMargins(space::kMedium + 1, 0, space::kMedium + 1, 0);
    row->addWidget(makeIcon("plus", Tone::Accent, 16, box));
    auto *texts = makeColumn(0);
    texts->addWidget(new ElidedLabel(words, "body", box));
    texts->addWidget(new ElidedLabel(sentence(check.reason, check.reasonArgs), "secondary", box));
    row->addLayout(texts, 1);
    auto *keeps = makeButton(QStringLiteral("suggestedKeep_") + name, tr("Keep"), "", nullptr, box);
    keeps->setAccessibleName(tr("Keep: %1").arg(words));
    connect(keeps, &QPushButton::clicked, this, [this, check] { keep({check}); });
    auto *declines = makeButton(QStringLiteral("suggestedDecline_") + name, tr("Not this"), "quiet", nullptr, box);
    declines->setAccessibleName(tr("Not this: %1").arg(words));
    connect(declines, &QPushButton::clicked, this, [this, check] { decline(check); });
    for (QPushButton *button : {keeps, declines}) {
        button->setEnabled(!m_session->workspace().isReadOnly());
        row->addWidget(button);
    }
    box->setLayout(row);
    m_list->addWidget(box);
}

void QualityView::addTrap(const quality::Trap &trap) {
    auto *card = makeCard({}, this);
    card->setObjectName(QStringLiteral("trap_") + toQString(trap.finding.id));
    auto *row = makeRow(space::kMedium);
    row->addWidget(makeIcon("triangle-alert", Tone::Warning, 16, card), 0, Qt::AlignTop);
    auto *text = makeLabel(sentence(trap.finding.id, trap.finding.args), "body", card);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    if (trap.check)
        addShow(row, *trap.check, toQString(trap.finding.id) + QLatin1Char('_') + toQString(trap.check->column()), card);
    static_cast<QVBoxLayout *>(card->layout())->addLayout(row);
    m_list->addWidget(card);
}

void QualityView::keep(const std::vector<QualityCheck> &checks) {
    const auto kept = std::make_shared<std::vector<std::int64_t>>();
    for (const QualityCheck &check : checks)
        std::erase_if(m_found.checks, [&](const QualityCheck &other) { return model::fingerprint(other) == model::fingerprint(check); });
    change(
        [checks, kept](QualityService &quality) -> Result<void> {
            TRY_ASSIGN(const auto saved, quality.accept(checks));
            for (const QualityCheck &check : saved)
                kept->push_back(check.id);
            return {};
        },
        tr("%n checks are kept and run whenever rows come in.", nullptr, int(checks.size())), [kept](QualityService &quality) { return quality.remove(*kept); });
}

void QualityView::remove(const std::vector<QualityCheck> &checks) {
    std::vector<std::int64_t> ids;
    for (const QualityCheck &check : checks)
        ids.push_back(check.id);
    change([ids](QualityService &quality) { return quality.remove(ids); }, tr("The check is gone."), [checks](QualityService &quality) -> Result<void> {
        TRY_ASSIGN(const auto back, quality.accept(checks));
        (void)back;
        return {};
    });
}

void QualityView::decline(const QualityCheck &check) {
    std::erase_if(m_found.checks, [&](const QualityCheck &other) { return model::fingerprint(other) == model::fingerprint(check); });
    change([check](QualityService &quality) { return quality.decline(check, true); }, tr("This check is not suggested again."),
           [check](QualityService &quality) { return quality.decline(check, false); });
}

void QualityView::turn(const QualityCheck &check) {
    const bool stops = check.severity != QualitySeverity::Stop;
    const auto to = [id = check.id](QualitySeverity severity) { return [id, severity](QualityService &quality) { return quality.setSeverity(id, severity); }; };
    change(to(stops ? QualitySeverity::Stop : QualitySeverity::Warn), stops ? tr("Rows that fail this check are kept out from now on.") : tr("This check only warns now."), to(check.severity));
}

// An undo may be asked for after another dataset was opened; what is shown is read anew in any case.
void QualityView::change(Change change, const QString &words, Change undo) {
    m_isChanging = true;
    fill();
    inBackground(this,
                 [session = m_session, change = std::move(change)]() -> Result<void> {
                     QualityService quality(*session);
                     return change(quality);
                 },
                 [this, words, undo = std::move(undo)](Result<void> done) {
                     m_isChanging = false;
                     if (!done) {
                         refresh();
                         return m_notice->say(Tone::Bad, sentence(done.error()), {});
                     }
                     m_notice->clear();
                     refresh();
                     if (!undo) {
                         if (m_hasSuggested)
                             suggest(); // what was taken back may be suggested again
                         return;
                     }
                     Q_EMIT saidWithUndo(words, [self = QPointer<QualityView>(this), undo] {
                         if (self)
                             self->change(undo, {}, {});
                     });
                 });
}

} // namespace audience::ui
