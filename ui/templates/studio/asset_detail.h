// One picture of the library: what it is called and read out as, where it is used, whether readers can see it, and what
// can be done with it. It edits names and words itself. Main thread.
#pragma once

#include "service/asset_service.h"

#include <QFrame>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace audience::ui {

class AssetDetail final : public QFrame {
    Q_OBJECT
public:
    AssetDetail(std::shared_ptr<service::Session> session, bool isPicking, QWidget *parent = nullptr);
    // What is being typed about the same picture stays.
    void setAsset(const service::AssetView &asset, const service::AssetPlace &place);
    void clear();

Q_SIGNALS:
    void changed(); // kept in the workspace
    void failed(const audience::Error &error);
    void useWanted();
    void removeWanted();
    void goTo(const QString &page, const QString &target);
    void said(const QString &message);

private:
    void keepName();
    void keepAlt();
    void showUses();
    std::shared_ptr<service::Session> m_session;
    std::optional<service::AssetView> m_asset;
    QLineEdit *m_name, *m_alt;
    QLabel *m_facts, *m_standing;
    QWidget *m_uses;
    QVBoxLayout *m_useRows;
    QPushButton *m_use, *m_copy, *m_remove;
};

} // namespace audience::ui
