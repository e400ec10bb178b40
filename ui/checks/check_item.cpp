#include "ui/checks/check_item.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/sentences.h"

#include <QCoreApplication>

namespace audience::ui {

using model::QualityCheck;
using model::QualityKind;
using model::QualitySeverity;
using quality::CheckResult;

namespace {

struct CheckWordsOf {
    Q_DECLARE_TR_FUNCTIONS(CheckList)
};

constexpr qint64 kMostCounted = 2'000'000'000;

// What came of it the last time, in a few words.
QString stateOf(const QualityCheck &check, const CheckResult &result) {
    if (result.state == CheckResult::State::Passed)
        return CheckWordsOf::tr("passed");
    if (result.isWaiting())
        return CheckWordsOf::tr("from the next rows on");
    if (result.state == CheckResult::State::NotRun)
        return CheckWordsOf::tr("could not be run");
    if (model::isOfRows(check.kind))
        return CheckWordsOf::tr("%Ln rows", nullptr, int(qMin<qint64>(result.failed, kMostCounted)));
    switch (check.kind) {
    case QualityKind::Fresh: return CheckWordsOf::tr("%1 hours old").arg(formatNumber(qRound64(result.measure)));
    case QualityKind::RowDrift:
        return result.measure < 0 ? CheckWordsOf::tr("%1 % fewer rows").arg(formatNumber(qRound64(-result.measure))) : CheckWordsOf::tr("%1 % more rows").arg(formatNumber(qRound64(result.measure)));
    case QualityKind::RowCount: return CheckWordsOf::tr("%1 rows").arg(formatNumber(qRound64(result.measure)));
    default: return CheckWordsOf::tr("index %1").arg(QString::number(result.measure, 'f', 2));
    }
}

QString columnId(const QualityCheck &check) {
    return QStringLiteral("%1_%2").arg(toQString(std::string(model::toText(check.kind))), toQString(check.column()));
}

} // namespace

QString ruleWords(const QualityCheck &check) {
    const model::Finding rule = model::ruleOf(check);
    return sentence(rule.id, rule.args);
}

QString severityWord(bool stops) { return stops ? CheckWordsOf::tr("Stops") : CheckWordsOf::tr("Warns"); }

CheckItem keptItem(const service::QualityCheckView &view) {
    const QualityCheck &check = view.check;
    CheckItem item;
    item.id = QString::number(check.id);
    item.dataset = check.dataset;
    item.check = check;
    item.words = ruleWords(check);
    item.stops = check.severity == QualitySeverity::Stop;
    item.last = view.last;
    const bool isBad = view.last && view.last->isBad();
    item.standing = !view.last || view.last->isWaiting() ? CheckItem::Standing::Waiting
                    : !isBad                             ? CheckItem::Standing::Passing
                    : item.stops                         ? CheckItem::Standing::Failing
                                                         : CheckItem::Standing::Warning;
    if (view.last)
        item.state = stateOf(check, *view.last);
    if (isBad && view.last->fault)
        item.reason = sentence(*view.last->fault);
    if (view.last && check.kind == QualityKind::Fresh && view.last->failed > 0) { // it may pass, and they are wrong all the same
        item.state = CheckWordsOf::tr("%1, %Ln rows ahead of now", nullptr, int(qMin<qint64>(view.last->failed, kMostCounted))).arg(item.state);
        const QString ahead = sentence("quality.ahead", {{"dataset", check.dataset}, {"column", check.column()}, {"count", std::to_string(view.last->failed)}});
        item.reason = item.reason.isEmpty() ? ahead : item.reason + QLatin1Char(' ') + ahead;
    }
    if (isBad && model::isOfRows(check.kind) && view.last->failed > 0)
        item.query = toQString(service::QualityService::queryOf(check));
    item.column = toQString(check.column());
    for (const service::QualityPoint &point : view.history)
        item.past << (model::isOfRows(check.kind) ? double(point.failed) : point.measure);
    if (!view.history.empty()) {
        item.pastFrom = zoned(view.history.front().at);
        item.pastTo = zoned(view.history.back().at);
    }
    return item;
}

CheckItem suggestedItem(const QualityCheck &check) {
    CheckItem item;
    item.kind = CheckItem::Kind::Suggested;
    item.standing = CheckItem::Standing::Offered;
    item.id = columnId(check);
    item.dataset = check.dataset;
    item.check = check;
    item.stops = check.severity == QualitySeverity::Stop;
    item.words = ruleWords(check);
    item.reason = sentence(check.reason, check.reasonArgs);
    item.column = toQString(check.column());
    return item;
}

CheckItem trapItem(const std::string &dataset, const quality::Trap &trap) {
    CheckItem item;
    item.kind = CheckItem::Kind::Trap;
    item.standing = CheckItem::Standing::Warning;
    item.id = toQString(trap.finding.id) + (trap.check ? QLatin1Char('_') + toQString(trap.check->column()) : QString());
    item.dataset = dataset;
    item.words = sentence(trap.finding.id, trap.finding.args);
    if (trap.count > 0)
        item.state = CheckWordsOf::tr("%Ln rows", nullptr, int(qMin<qint64>(trap.count, kMostCounted)));
    if (trap.check) {
        item.check = *trap.check;
        item.column = toQString(trap.check->column());
        item.query = toQString(service::QualityService::queryOf(*trap.check));
    }
    return item;
}

CheckItem stoppedItem(const service::QualityView &view) {
    CheckItem item;
    item.kind = CheckItem::Kind::Stopped;
    item.standing = CheckItem::Standing::Failing;
    item.id = QStringLiteral("stopped_") + toQString(view.dataset);
    item.dataset = view.dataset;
    item.words = CheckWordsOf::tr("Rows were kept out: %Ln checks that must hold failed for them.", nullptr, int(view.last->bad()));
    item.reason = CheckWordsOf::tr("What you see are the rows from before. Mend them where they come from and bring them again, or let the checks only warn.");
    return item;
}

QString lookedWords(const std::string &dataset, const quality::Looked &looked) {
    QStringList words;
    if (looked.rows < looked.ofRows)
        words << CheckWordsOf::tr("%1: %2 of %3 rows were looked at, spread over all of them. What is suggested was tried on every row; what to beware of is counted in those.")
                     .arg(toQString(dataset), formatNumber(looked.rows), formatNumber(looked.ofRows));
    if (looked.columns < looked.ofColumns)
        words << CheckWordsOf::tr("%1: the first %2 of %3 columns were looked at.").arg(toQString(dataset), formatNumber(qint64(looked.columns)), formatNumber(qint64(looked.ofColumns)));
    return words.join(QLatin1Char(' '));
}

CheckItem leftOutItem(const quality::LeftOut &left) {
    CheckItem item;
    item.kind = CheckItem::Kind::LeftOut;
    item.standing = CheckItem::Standing::Off;
    item.id = QStringLiteral("left_%1_%2").arg(toQString(left.where), toQString(left.test));
    item.words = QStringLiteral("%1: %2").arg(toQString(left.where), toQString(left.test));
    item.reason = sentence(left.why.id, left.why.args);
    return item;
}

} // namespace audience::ui
