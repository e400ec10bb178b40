// Where readers find the pictures: what is set up, in a sentence, and the address of one's own to fill in below it.
// It keeps that address in the workspace itself. Main thread.
#pragma once

#include "service/asset_service.h"

#include <QFrame>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class AssetPlaceBar final : public QFrame {
    Q_OBJECT
public:
    explicit AssetPlaceBar(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    void setPlace(const service::AssetPlace &place);

Q_SIGNALS:
    void changed();
    void failed(const audience::Error &error);
    void goTo(const QString &page, const QString &target);

private:
    void keep(const QString &base, const QString &folder);
    std::shared_ptr<service::Session> m_session;
    service::AssetPlace m_place;
    QLabel *m_icon, *m_words;
    QPushButton *m_connections, *m_own, *m_keep, *m_drop;
    QWidget *m_form;
    QLineEdit *m_base, *m_folder;
};

} // namespace audience::ui
