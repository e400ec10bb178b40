// The filters and the order of the rows pane: from the heads, the histograms, the checks and the popup, shown as chips.
#include "qbase/convert.h"
#include "ui/data/filter_popup.h"
#include "ui/data/filter_words.h"
#include "ui/data/grid_header.h"
#include "ui/data/grid_view.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QPushButton>

#include <algorithm>

namespace audience::ui {

using model::FieldTest;
using model::TestOp;

void RowsPane::sortBy(int column, bool adding) {
    chooseColumn(column);
    ViewState state = m_state;
    auto &sort = state.query.sort;
    const std::string name = toUtf8(nameOf(column));
    const auto found = std::find_if(sort.begin(), sort.end(), [&](const auto &key) { return key.column == name; });
    if (found != sort.end() && (adding || sort.size() == 1)) {
        if (found->descending)
            sort.erase(found); // rising, falling, as stored
        else
            found->descending = true;
    } else {
        if (!adding)
            sort.clear();
        sort.push_back({name, false});
    }
    change(tr("Sort"), state);
}

void RowsPane::filter(const FieldTest &test) {
    ViewState state = m_state;
    std::erase_if(state.query.filters, [&](const FieldTest &other) { return other.field == test.field; });
    state.query.filters.push_back(test);
    change(tr("Filter"), state);
}

void RowsPane::clearFilters(const QString &column) {
    ViewState state = m_state;
    const std::string name = toUtf8(column);
    std::erase_if(state.query.filters, [&](const FieldTest &test) { return column.isEmpty() || test.field == name; });
    if (column.isEmpty() || column == QLatin1String("check:"))
        state.query.check = state.query.checkColumn = {};
    change(tr("Clear filter"), state);
}

void RowsPane::showCheck(const QString &check, const QString &column) {
    ViewState state = m_state;
    state.query.filters.clear();
    state.query.check = toUtf8(check);
    state.query.checkColumn = toUtf8(column);
    change(tr("Show rows"), state);
    chooseColumn(indexOf(toUtf8(column)));
}

void RowsPane::filterBar(int column, int bar) {
    chooseColumn(column);
    const Profile profile = m_profiles->profile(column);
    if (bar < 0 || !profile)
        return;
    FieldTest test;
    test.field = profile->field.name;
    if (!profile->histogram.empty() && bar < int(profile->histogram.size())) {
        test.op = TestOp::Between;
        test.values = {profile->histogram[std::size_t(bar)].from, profile->histogram[std::size_t(bar)].to};
    } else if (bar < int(profile->mostCommon.size())) {
        const std::string &value = profile->mostCommon[std::size_t(bar)].label;
        test.op = profile->field.type == "bool" ? (value == "true" ? TestOp::IsTrue : TestOp::IsFalse) : TestOp::In;
        if (profile->field.type != "bool")
            test.values = {value};
    }
    filter(test);
}

void RowsPane::askFilter(int column) {
    if (column < 0 || column >= int(m_dataset.fields.size()))
        column = qMax(0, m_grid->currentIndex().column());
    if (column >= int(m_dataset.fields.size()))
        return;
    chooseColumn(column);
    const auto &field = m_dataset.fields[std::size_t(column)];
    service::TableQuery others = m_state.query;
    others.sort.clear();
    std::optional<FieldTest> now;
    for (const FieldTest &test : m_state.query.filters)
        if (test.field == field.name)
            now = test;
    std::erase_if(others.filters, [&](const FieldTest &test) { return test.field == field.name; });
    auto *popup = new FilterPopup(m_session, others, field, now, [this, name = nameOf(column)](std::optional<FieldTest> test) {
        if (test)
            filter(*test);
        else
            clearFilters(name);
        m_grid->setFocus();
    }, this);
    const GridHeader *head = m_grid->head();
    const int x = head->sectionViewportPosition(column);
    popup->showAt(head->mapToGlobal(QPoint(qBound(0, x, qMax(0, head->width() - 288)), GridHeader::kNames + 2)));
}

void RowsPane::fillChips() {
    clearLayout(m_chips);
    const auto &query = m_state.query;
    for (const FieldTest &test : query.filters) {
        const int column = indexOf(test.field);
        addChip(filterWords(test, column >= 0 ? m_dataset.fields[std::size_t(column)].type : std::string()), toQString(test.field));
    }
    if (!query.check.empty())
        addChip(tr("%1: found by a check").arg(plainName(query.checkColumn)), QStringLiteral("check:"));
    if (query.filters.size() + (query.check.empty() ? 0 : 1) > 1) {
        auto *all = makeButton(QStringLiteral("filterClearAll"), tr("Clear all"), "word", nullptr, m_chipBar);
        connect(all, &QPushButton::clicked, this, [this] { clearFilters(); });
        m_chips->addWidget(all);
    }
    m_chipBar->setVisible(query.isFiltered());
}

void RowsPane::addChip(const QString &words, const QString &column) {
    auto *chip = makeButton(QStringLiteral("filterChip_") + column, words.left(160), "chip", "x", m_chipBar);
    chip->setText(chip->fontMetrics().elidedText(words.left(160), Qt::ElideRight, 300));
    chip->setAccessibleName(tr("Remove the filter: %1").arg(words.left(160)));
    chip->setToolTip(tr("Remove this filter"));
    chip->setLayoutDirection(layoutDirection() == Qt::LeftToRight ? Qt::RightToLeft : Qt::LeftToRight); // the cross stands behind the words
    connect(chip, &QPushButton::clicked, this, [this, column] { clearFilters(column); });
    m_chips->addWidget(chip);
}

} // namespace audience::ui
