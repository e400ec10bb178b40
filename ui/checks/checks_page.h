// Checks: all that must hold of the rows of all datasets, how it stands and stood, and the rows at fault. Main thread.
#pragma once

#include "ui/kit/page.h"

#include <memory>

class QLabel;

namespace audience::service {
class Session;
}

namespace audience::ui {

class CheckDesk;

class ChecksPage final : public Page {
    Q_OBJECT
public:
    explicit ChecksPage(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    QString key() const override { return QStringLiteral("checks"); }
    QString title() const override { return tr("Checks"); }
    const char *iconName() const override { return "clipboard-check"; }
    QList<QWidget *> stateChips() override;
    QList<QWidget *> actions() override;
    QList<PaletteEntry> paletteEntries() const override;
    void open(const QString &target) override; // a dataset, "/suggest" or "/import"
    bool isSettled() const override;
    void workspaceChanged() override;
    CheckDesk *desk() { return m_desk; }

private:
    void refreshHead();
    CheckDesk *m_desk;
    QLabel *m_chip;
};

} // namespace audience::ui
