// A policy in JSON to be given to keys or a role: shown on demand, copied, saved. Main thread; asks for it in the background.
#pragma once

#include "base/result.h"
#include "ui/kit/card.h"

#include <functional>

class QPlainTextEdit;

namespace audience::ui {

class Notice;
class SegmentedControl;

class RightsCard final : public QWidget {
    Q_OBJECT
public:
    // Asked on a worker thread; the argument: with the rights to set up.
    using Ask = std::function<Result<std::string>(bool withSetup)>;
    RightsCard(const QString &objectName, const QString &title, const QString &words, bool hasTwo, QWidget *parent = nullptr);
    void setAsk(const Ask &ask, const QString &fileName); // of another connection: what was shown goes
    void open();
    bool isSettled() const { return m_busy == 0; }

private:
    void read();
    Ask m_ask;
    QString m_fileName;
    QWidget *m_inside;
    QPushButton *m_show, *m_copy, *m_save;
    SegmentedControl *m_which = nullptr;
    Notice *m_notice;
    QPlainTextEdit *m_text;
    int m_busy = 0, m_asked = 0;
};

} // namespace audience::ui
