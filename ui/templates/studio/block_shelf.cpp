#include "ui/templates/studio/block_shelf.h"

#include "ui/kit/split_pane.h"
#include "ui/kit/tab_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/templates/studio/block_desk.h"
#include "ui/templates/studio/block_palette.h"
#include "ui/templates/studio/brand_panel.h"
#include "ui/templates/studio/saved_blocks.h"
#include "ui/templates/studio/structure_tree.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace audience::ui {

static constexpr int kWidth = 188;

BlockShelf::BlockShelf(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("blockShelf"));
    setAccessibleName(tr("Blocks and structure"));
    setRole(this, "paneLeft");
    setFixedWidth(Theme::instance().pixels(kWidth));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::kSmall, 0, 0);
    layout->setSpacing(0);
    layout->addStrut(Theme::instance().pixels(kWidth)); // never narrower
    m_tabs = new TabRow(QStringLiteral("shelfTabs"), this);
    m_tabs->addTab(QStringLiteral("shelfBlocks"), tr("Blocks"));
    m_tabs->addTab(QStringLiteral("shelfSaved"), tr("Saved"));
    m_tabs->addTab(QStringLiteral("shelfBrand"), tr("Brand"));
    m_tabs->layout()->setContentsMargins(space::kMedium, 0, space::kTiny, 0);
    layout->addWidget(m_tabs);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    layout->addWidget(split, 1);
    auto *above = new QWidget(split);
    auto *margins = new QVBoxLayout(above);
    margins->setContentsMargins(space::kMedium, space::kMedium, space::kMedium, 0);
    m_pages = new QStackedWidget(above);
    margins->addWidget(m_pages);
    m_palette = new BlockPalette(desk, m_pages);
    m_saved = new SavedBlocks(desk, session, m_pages);
    m_brand = new BrandPanel(desk, std::move(session), m_pages);
    m_pages->addWidget(m_palette);
    m_pages->addWidget(m_saved);
    m_pages->addWidget(m_brand);
    auto *below = new QWidget(split);
    m_structure = below;
    auto *column = new QVBoxLayout(below);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kSmall);
    column->setSpacing(space::kTiny);
    column->addWidget(makeLabel(tr("Structure"), "secondary", below));
    m_tree = new StructureTree(desk, below);
    column->addWidget(m_tree, 1);
    split->addWidget(above);
    split->addWidget(below);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({1000, 1000}); // half of what there is
    fitPages();
    connect(m_tabs, &TabRow::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        fitPages();
        m_structure->setVisible(index != 2); // the brand is about every email, not about the parts of this one
    });
    connect(m_tree, &StructureTree::saveWanted, this, [this](const QString &id) {
        Q_UNUSED(id) // it is the selected part
        showTab(1);
        m_saved->offerToSave();
    });
    connect(m_saved, &SavedBlocks::said, this, &BlockShelf::said);
    connect(m_saved, &SavedBlocks::saidWithUndo, this, &BlockShelf::saidWithUndo);
    connect(m_saved, &SavedBlocks::failed, this, &BlockShelf::failed);
    connect(m_saved, &SavedBlocks::touchedWorkspace, this, &BlockShelf::touchedWorkspace);
    connect(m_brand, &BrandPanel::said, this, &BlockShelf::said);
    connect(m_brand, &BrandPanel::saidWithUndo, this, &BlockShelf::saidWithUndo);
    connect(m_brand, &BrandPanel::failed, this, &BlockShelf::failed);
    connect(m_brand, &BrandPanel::touchedWorkspace, this, &BlockShelf::touchedWorkspace);
}

// Only the page in sight says how wide the shelf has to be.
void BlockShelf::fitPages() {
    for (int i = 0; i < m_pages->count(); ++i) {
        const auto policy = i == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        m_pages->widget(i)->setSizePolicy(policy, policy);
    }
    // Back to the width it begins with, where nobody chose another.
    if (auto *panes = qobject_cast<SplitPane *>(parentWidget()))
        QTimer::singleShot(0, this, [this, panes] {
            layout()->activate();
            setMinimumWidth(layout()->minimumSize().width());
            panes->settle();
        });
}

void BlockShelf::showTab(int index) {
    m_tabs->setCurrent(index);
}

void BlockShelf::workspaceChanged() {
    m_saved->reload();
    m_brand->reload();
}

bool BlockShelf::isBrandChanged() const {
    return m_brand->isChanged();
}

bool BlockShelf::isSettled() const {
    return m_saved->isSettled() && m_brand->isSettled();
}

} // namespace audience::ui
