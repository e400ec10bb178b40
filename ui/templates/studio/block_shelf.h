// What an email is put together from, at the left of it: blocks to drag, what was saved before, the brand; below them
// how the email is built. All of it changes the email through the desk. Main thread.
#pragma once

#include "base/result.h"

#include <QFrame>

#include <functional>
#include <memory>

class QStackedWidget;

namespace audience::service {
class Session;
}

namespace audience::ui {

class BlockDesk;
class BlockPalette;
class BrandPanel;
class SavedBlocks;
class StructureTree;
class TabRow;

class BlockShelf final : public QFrame {
    Q_OBJECT
public:
    BlockShelf(BlockDesk *desk, std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void showTab(int index); // 0 blocks, 1 saved, 2 brand
    // Saved parts or the brand may have changed elsewhere; a brand that is being changed here stays.
    void workspaceChanged();
    bool isBrandChanged() const; // in a way that nobody has saved
    bool isSettled() const;

Q_SIGNALS:
    void said(const QString &message);
    void saidWithUndo(const QString &message, const std::function<void()> &undo);
    void failed(const audience::Error &error);
    // The brand or a saved part was kept: templates that use it have a new version.
    void touchedWorkspace();

private:
    void fitPages();
    TabRow *m_tabs;
    QStackedWidget *m_pages;
    BlockPalette *m_palette;
    SavedBlocks *m_saved;
    BrandPanel *m_brand;
    StructureTree *m_tree;
    QWidget *m_structure;
};

} // namespace audience::ui
