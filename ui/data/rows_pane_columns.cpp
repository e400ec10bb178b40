// The columns of the rows pane: their heads, choose, hide, move, pin; menu and copy.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/data/filter_words.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_model.h"
#include "ui/data/grid_view.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/picker.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace audience::ui {

static constexpr int kWidthEdit = 71; // widths dragged one after the other are one change

void RowsPane::chooseColumn(int column) {
    if (column < 0 || column >= m_model->columnCount())
        return;
    if (m_state.hidden.contains(nameOf(column))) {
        ViewState state = m_state;
        state.hidden.remove(nameOf(column));
        change(tr("Show column"), state);
    }
    m_grid->showColumn(column);
    const int row = m_grid->currentIndex().isValid() ? m_grid->currentIndex().row() : qMax(0, m_grid->rowAt(0));
    const bool isOther = m_grid->head()->chosen() != column;
    m_grid->head()->setChosen(column);
    m_grid->pinnedHead()->setChosen(column);
    if (m_model->rowCount() > 0 && m_grid->currentIndex().column() != column)
        m_grid->setCurrentIndex(m_model->index(row, column));
    else if (isOther)
        Q_EMIT columnChosen(column);
}

std::vector<int> RowsPane::shownColumns() const {
    std::vector<int> columns;
    for (int visual = 0; visual < m_grid->head()->count(); ++visual)
        if (const int column = m_grid->head()->logicalIndex(visual); !m_grid->isColumnHidden(column))
            columns.push_back(column);
    return columns;
}

HeadColumn RowsPane::headOf(int section) {
    HeadColumn head;
    if (section < 0 || section >= int(m_dataset.fields.size()))
        return head;
    const auto &field = m_dataset.fields[std::size_t(section)];
    head.isKey = field.name == m_dataset.keyField;
    head.isRight = field.isNumber;
    for (std::size_t i = 0; i < m_state.query.sort.size(); ++i)
        if (m_state.query.sort[i].column == field.name)
            head.sort = (m_state.query.sort[i].descending ? -1 : 1) * (int(i) + 1);
    for (const model::FieldTest &test : m_state.query.filters)
        head.isFiltered = head.isFiltered || test.field == field.name;
    head.isFiltered = head.isFiltered || (!m_state.query.check.empty() && m_state.query.checkColumn == field.name);
    const Profile profile = m_profiles->profile(section);
    if (!profile)
        return head;
    const qint64 filled = profile->rows - profile->empty;
    if (filled == 0)
        head.words = tr("all empty");
    else if (profile->invalid > 0)
        head.words = tr("%1 invalid").arg(formatNumber(profile->invalid));
    else if (profile->distinct == filled && profile->empty == 0 && filled > 1)
        head.words = tr("all distinct");
    else if (!profile->histogram.empty())
        for (const auto &bar : profile->histogram) {
            head.bars.append(bar.count);
            head.ranges << tr("%1 to %2").arg(toQString(bar.from), toQString(bar.to));
        }
    else if (profile->distinct <= 24)
        for (const auto &bucket : profile->mostCommon) {
            head.bars.append(bucket.count);
            head.ranges << toQString(bucket.label).left(100);
        }
    else
        head.words = tr("%1 distinct").arg(formatNumber(profile->distinct));
    return head;
}

void RowsPane::noteMove() {
    if (m_isArranging)
        return;
    ViewState state = m_state;
    state.order.clear();
    for (int visual = 0; visual < m_grid->head()->count(); ++visual)
        state.order << nameOf(m_grid->head()->logicalIndex(visual));
    change(tr("Move column"), state);
}

void RowsPane::noteWidth(int section, int size) {
    if (m_isArranging || size <= 0 || section >= m_model->columnCount() || m_grid->isColumnHidden(section))
        return;
    ViewState state = m_state;
    state.widths.insert(nameOf(section), size);
    change(tr("Resize column"), state, kWidthEdit);
}

void RowsPane::hideColumn(int column) {
    if (shownColumns().size() < 2)
        return Q_EMIT said(tr("One column has to stay."));
    ViewState state = m_state;
    state.hidden.insert(nameOf(column));
    change(tr("Hide column"), state);
    const auto shown = shownColumns();
    chooseColumn(shown.front());
}

void RowsPane::moveColumn(int column, int by) {
    const GridHeader *head = m_grid->head();
    int to = head->visualIndex(column) + by;
    while (to >= 0 && to < head->count() && m_grid->isColumnHidden(head->logicalIndex(to)))
        to += by;
    if (to >= 0 && to < head->count())
        m_grid->head()->moveSection(head->visualIndex(column), to);
    m_grid->showColumn(column);
}

void RowsPane::pinUpTo(int column) {
    ViewState state = m_state;
    const int visual = m_grid->head()->visualIndex(column);
    if (visual < state.pinned) {
        state.pinned = visual;
    } else {
        // The column joins those that are pinned already.
        state.order.clear();
        for (int at = 0; at < m_grid->head()->count(); ++at)
            state.order << nameOf(m_grid->head()->logicalIndex(at));
        state.order.move(visual, state.pinned);
        ++state.pinned;
    }
    change(tr("Pin column"), state);
}

void RowsPane::chooseColumns(QWidget *anchor) {
    QList<PickerItem> items;
    QStringList shown;
    for (std::size_t i = 0; i < m_dataset.fields.size(); ++i) {
        const auto &field = m_dataset.fields[i];
        items.append({toQString(field.name), plainName(field.name).left(200), typeWord(field.type), {}});
        if (!m_state.hidden.contains(toQString(field.name)))
            shown << toQString(field.name);
    }
    Picker::pickMany(anchor, items, shown, [this](const QStringList &chosen) {
        ViewState state = m_state;
        state.hidden.clear();
        const QSet<QString> kept(chosen.begin(), chosen.end());
        for (const auto &field : m_dataset.fields)
            if (!kept.contains(toQString(field.name)))
                state.hidden.insert(toQString(field.name));
        if (state.hidden.size() == qsizetype(m_dataset.fields.size()))
            return Q_EMIT said(tr("One column has to stay."));
        if (state.hidden != m_state.hidden)
            change(tr("Choose columns"), state);
    });
}

void RowsPane::copy(bool withHead) {
    CopyWish wish;
    wish.selection = m_grid->selectedCells();
    for (const int column : shownColumns())
        if (wish.selection.hasColumn(column)) {
            wish.columns.push_back(column);
            if (withHead)
                wish.head << m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        }
    if (!table() || wish.columns.empty())
        return;
    wish.yes = GridModel::tr("yes");
    wish.no = GridModel::tr("no");
    m_isCopying = true;
    m_copy.request([session = m_session, now = table(), wish](CancelToken cancel) { return copiedText(*session, now, wish, cancel); },
                   [this](Result<CopiedText> copied) {
                       m_isCopying = false;
                       if (!copied)
                           return Q_EMIT said(sentence(copied.error()));
                       QGuiApplication::clipboard()->setText(copied->text);
                       if (copied->rows == copied->allRows)
                           return Q_EMIT said(tr("Copied %n rows.", nullptr, int(copied->rows)));
                       const QString rows = formatNumber(copied->rows), all = formatNumber(copied->allRows);
                       Q_EMIT said(tr("Copied the first %1 of %2 rows.").arg(rows, all));
                       Q_EMIT exportOffered(tr("Only the first %1 of the %2 rows selected were copied; the clipboard is given at most a million cells or 32 MB.").arg(rows, all));
                   });
}

void RowsPane::showMenu(const QPoint &at) {
    const QModelIndex current = m_grid->currentIndex();
    const int column = current.isValid() ? current.column() : m_grid->head()->chosen();
    if (column < 0)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("gridMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto sort = [this, column](bool descending) {
        ViewState state = m_state;
        state.query.sort = {{toUtf8(nameOf(column)), descending}};
        change(tr("Sort"), state);
    };
    if (current.isValid() && m_model->rowCount() > 0) {
        menu->addAction(tr("Show row"), this, [this, row = current.row()] { Q_EMIT rowWanted(row); });
        menu->addAction(tr("Copy"), this, [this] { copy(false); });
        menu->addAction(tr("Copy with headers"), this, [this] { copy(true); });
        const auto &field = m_dataset.fields[std::size_t(column)];
        const QString value = current.data(Qt::DisplayRole).toString();
        if (!value.isEmpty() && !value.endsWith(QChar(0x2026)) && (field.type == "text" || field.type == "int64" || field.type == "decimal"))
            menu->addAction(tr("Only rows with this value"), this, [this, field, value] {
                model::FieldTest test;
                test.field = field.name;
                test.op = model::TestOp::In;
                test.values = {toUtf8(value)};
                filter(test);
            });
        menu->addSeparator();
    }
    menu->addAction(tr("Sort rising"), this, [sort] { sort(false); });
    menu->addAction(tr("Sort falling"), this, [sort] { sort(true); });
    menu->addAction(tr("Filter…"), this, [this, column] { askFilter(column); });
    menu->addSeparator();
    menu->addAction(m_grid->head()->visualIndex(column) < m_state.pinned ? tr("Unpin") : tr("Pin to the side"), this, [this, column] { pinUpTo(column); });
    menu->addAction(tr("Move left"), this, [this, column] { moveColumn(column, -1); });
    menu->addAction(tr("Move right"), this, [this, column] { moveColumn(column, 1); });
    menu->addAction(tr("Hide column"), this, [this, column] { hideColumn(column); });
    menu->addSeparator();
    menu->addAction(tr("Go to row…"), this, [this] { goToRow(); });
    menu->popup(at);
}

} // namespace audience::ui
