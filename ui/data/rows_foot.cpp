#include "ui/data/rows_foot.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/grid_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/zoned.h"
#include "ui/text/words.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>

namespace audience::ui {

RowsFoot::RowsFoot(std::shared_ptr<service::Session> session, GridView *grid, QWidget *parent)
    : QFrame(parent), m_session(std::move(session)), m_grid(grid), m_sum(this) {
    setProperty("role", QStringLiteral("footer"));
    setFixedHeight(Theme::instance().pixels(28));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::kMedium, 0, space::kMedium, 0);
    m_left = makeLabel({}, "secondary", this);
    m_left->setObjectName(QStringLiteral("dataFoot"));
    m_left->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_right = makeLabel({}, "secondary", this);
    m_right->setObjectName(QStringLiteral("dataFootRight"));
    row->addWidget(m_left, 1);
    row->addWidget(m_right);
    m_later.setSingleShot(true);
    m_later.setInterval(60);
    connect(&m_later, &QTimer::timeout, this, &RowsFoot::sumUp);
}

void RowsFoot::setTable(const service::Table &table, int hiddenColumns) {
    m_table = table;
    m_hidden = hiddenColumns;
    describe();
}

void RowsFoot::describe() {
    m_left->setText(m_table ? tr("%1 · %2", "which rows · in which order").arg(rowWords(), sortedWords()) : tr("Reading…"));
    m_left->setToolTip(m_left->text());
    m_later.start();
}

QString RowsFoot::sortedWords() const {
    QStringList names;
    for (const auto &key : m_table->query().sort)
        names << (key.descending ? tr("%1, falling").arg(plainName(key.column)) : plainName(key.column));
    if (names.isEmpty())
        return tr("as imported");
    QString words = names.takeFirst();
    for (const QString &name : std::as_const(names))
        words = tr("%1, then %2").arg(words, name);
    return tr("sorted by %1").arg(words);
}

QString RowsFoot::rowWords() const {
    const QString rows = formatNumber(m_table->rows()), all = formatNumber(m_table->allRows());
    const QModelIndex current = m_grid->currentIndex();
    if (!m_table->query().isFiltered())
        return current.isValid() ? tr("Row %1 of %2").arg(formatNumber(current.row() + 1), rows) : tr("%1 rows").arg(rows);
    return current.isValid() ? tr("Row %1 of %2 · %3 in all").arg(formatNumber(current.row() + 1), rows, all) : tr("%1 rows · %2 in all").arg(rows, all);
}

// A number as core writes it ("-1234.50") in the way of the interface's language, without losing a digit.
static QString figure(const std::string &text) {
    const QString plain = toQString(text);
    const int point = int(plain.indexOf(QLatin1Char('.')));
    bool isWhole = false;
    const qlonglong whole = plain.left(point).toLongLong(&isWhole);
    if (!isWhole || plain.contains(QLatin1Char('e')))
        return interfaceLocale().toString(plain.toDouble(), 'g', 4);
    if (point < 0)
        return formatNumber(whole);
    const QString front = whole == 0 && plain.startsWith(QLatin1Char('-')) ? interfaceLocale().negativeSign() + formatNumber(0) : formatNumber(whole);
    return front + interfaceLocale().decimalPoint() + plain.mid(point + 1);
}

void RowsFoot::sumUp() {
    const ZoneScope here(this);
    if (!m_table || !m_grid->selectionModel())
        return;
    const QItemSelection selection = m_grid->selectionModel()->selection();
    qint64 cells = 0;
    for (const QItemSelectionRange &range : selection)
        cells += qint64(range.height()) * range.width();
    m_sum.drop();
    if (cells < 2)
        return m_right->setText(m_hidden > 0 ? tr("%n columns hidden", nullptr, m_hidden) : tr("data from %1").arg(formatMoment(zoned(m_table->dataset().updatedAt))));
    const auto &range = selection.front();
    if (selection.size() != 1 || range.width() != 1 || !m_table->dataset().fields[std::size_t(range.left())].isNumber)
        return m_right->setText(tr("%1 cells selected").arg(formatNumber(cells)));
    m_sum.request([session = m_session, now = m_table, top = qint64(range.top()), rows = qint64(range.height()), column = range.left()](CancelToken cancel) {
        return service::TableService(*session).sum(now, top, rows, column, cancel);
    }, [this](Result<service::NumberSummary> sum) {
        if (sum && sum->count > 0)
            m_right->setText(tr("Sum %1 · mean %2 · %n values", nullptr, int(qMin<qint64>(sum->count, 2'000'000'000))).arg(figure(sum->sum), figure(sum->mean)));
    });
}

} // namespace audience::ui
