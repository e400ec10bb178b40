#include "ui/segments/traits_card.h"

#include "ui/kit/card.h"
#include "ui/segments/paired_bars.h"
#include "ui/segments/trait_finder.h"
#include "ui/segments/trait_words.h"
#include "ui/text/sentences.h"

#include <QBoxLayout>

#include <algorithm>

namespace audience::ui {

using service::SegmentTrait;

static constexpr std::size_t kMost = 24; // beyond that nobody reads on
static constexpr std::ptrdiff_t kMostUnclear = 6;

TraitsCard::TraitsCard(TraitFinder *finder, QWidget *parent) : QObject(parent), m_finder(finder) {
    m_card = new Card(tr("What makes this segment different"), parent);
    m_words = makeLabel({}, "tertiary", m_card);
    m_words->setObjectName(QStringLiteral("traitsWords"));
    m_words->setWordWrap(true);
    m_card->body()->addWidget(m_words);
    m_bars = new PairedBars(QStringLiteral("traitBars"), tr("What makes this segment different"), m_card);
    m_bars->setAdds(true);
    m_card->body()->addWidget(m_bars);
    connect(m_finder, &TraitFinder::changed, this, &TraitsCard::refresh);
    connect(m_bars, &PairedBars::rowActivated, this, [this](int row) {
        Q_EMIT chosen(m_shown[std::size_t(row)].part, m_bars->rows()[row].name, m_bars->itemRectOnScreen(row));
    });
    connect(m_bars, &PairedBars::addWanted, this, [this](int row) { Q_EMIT addWanted(m_shown[std::size_t(row)].part); });
    refresh();
}

void TraitsCard::setNames(const RuleNames &names) {
    m_names = names;
    refresh();
}

void TraitsCard::refresh() {
    const auto &found = m_finder->traits();
    m_shown.clear();
    QVector<PairRow> rows;
    if (!found || !*found) {
        m_bars->setRows(rows);
        m_words->setText(!found ? tr("Comparing with everyone else…") : sentence(found->error()));
        return;
    }
    // News first, then what may be chance, last what the rule says itself; each in its order.
    m_shown = **found;
    const auto rank = [](const SegmentTrait &trait) { return trait.isAsked ? 2 : trait.isClear() ? 0 : 1; };
    std::stable_sort(m_shown.begin(), m_shown.end(), [&](const auto &a, const auto &b) { return rank(a) < rank(b); });
    const auto unclear = std::find_if(m_shown.begin(), m_shown.end(), [&](const auto &trait) { return rank(trait) == 1; });
    const auto asked = std::find_if(unclear, m_shown.end(), [&](const auto &trait) { return rank(trait) == 2; });
    m_shown.erase(std::min(asked, unclear + std::min(kMostUnclear, asked - unclear)), asked);
    m_shown.resize(std::min(m_shown.size(), kMost));
    for (const SegmentTrait &trait : m_shown) {
        PairRow row;
        row.name = traitWords(trait.part, m_names);
        row.inside = trait.insideShare;
        row.outside = trait.outsideShare;
        row.insidePeople = trait.inside;
        row.outsidePeople = trait.outside;
        row.isQuiet = rank(trait) > 0;
        row.figure = trait.isAsked ? tr("in the rule") : trait.isClear() ? timesAsMany(trait.insideShare, trait.outsideShare) : tr("unclear");
        row.note = trait.isAsked     ? tr("The rule asks about this itself, so it is no news.")
                   : trait.isClear() ? QString()
                                     : tr("With so many comparisons chance alone shows as much in %1 of 100 cases.").arg(formatNumber(qint64(std::min(100.0, trait.adjusted * 100 + 0.5))));
        rows.append(row);
    }
    m_words->setText(rows.isEmpty() ? tr("Nothing sets these people apart from everyone else.")
                                    : tr("Of every column and of the purchases what most more of these people have in common. What may be chance, and what the rule says itself, stands in grey."));
    m_bars->setRows(rows);
}

} // namespace audience::ui
