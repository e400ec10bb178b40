// What takes long to build is built in several turns of the event loop where somebody collects them, so that a window
// that opens stands still for none; else at once. Main thread.
#pragma once

#include <QList>

#include <functional>

namespace audience::ui {

// While it lives, what inTurn() is given is collected here instead of being done. Do it in order, each in a turn.
class Turns final {
public:
    Turns();
    ~Turns();
    Turns(const Turns &) = delete;
    Turns &operator=(const Turns &) = delete;
    QList<std::function<void()>> take() { return std::move(m_parts); }

private:
    friend void inTurn(std::function<void()> part);
    QList<std::function<void()>> m_parts;
    Turns *m_outer;
};

// The rest of a constructor, or of what was said to be done in turns. What it was made by may be gone before its turn
// comes only together with whoever does the turns.
void inTurn(std::function<void()> part);

} // namespace audience::ui
