// Asks for the imprint where an email shows it and nobody has filled it in: two fields and a button, Enter keeps
// them. Hidden while there is nothing to ask. Main thread; it writes the setting of the workspace itself.
#pragma once

#include "service/imprint.h"

#include <QFrame>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;

namespace audience::ui {

class ImprintPanel final : public QFrame {
    Q_OBJECT
public:
    explicit ImprintPanel(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    // Shows or hides itself; what is being typed stays.
    void ask(const std::vector<service::FindingView> &findings);

Q_SIGNALS:
    void kept(const audience::service::Imprint &before, const audience::service::Imprint &now);
    void failed(const audience::Error &error);

private:
    void fill();
    void keep();
    std::shared_ptr<service::Session> m_session;
    service::Imprint m_before; // what was read
    QLabel *m_title;
    QLineEdit *m_name, *m_address;
    QPushButton *m_keep;
};

} // namespace audience::ui
