// "Give the boss the result": a menu under a button that copies a summary or keeps the result as PDF, as a web
// page or as a table. The result is asked for when one is chosen. Main thread.
#pragma once

#include "async/cancel.h"
#include "ui/people/report_pages.h"

#include <QObject>

#include <functional>
#include <memory>

class QPushButton;

namespace audience::service {
class Session;
}

namespace audience::ui {

class ReportMenu final : public QObject {
    Q_OBJECT
public:
    using Make = std::function<Result<ReportText>(const CancelToken &)>; // called on a pool thread
    ReportMenu(std::shared_ptr<service::Session> session, QPushButton *button, QObject *parent);
    void open(const QString &name, Make make); // the name is that of the file, without its ending

Q_SIGNALS:
    void said(const QString &words);
    void saved(const QString &path);
    void failed(const audience::Error &error);

private:
    enum class Kind { Pdf, Page, Table };
    void ask(Kind kind, const QString &name, const Make &make);
    static Result<void> write(service::Session &session, Kind kind, const Make &make, const QString &path, const CancelToken &cancel);
    void copy(const Make &make);
    std::shared_ptr<service::Session> m_session;
    QPushButton *m_button;
};

} // namespace audience::ui
