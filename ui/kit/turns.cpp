#include "ui/kit/turns.h"

#include <utility>

namespace audience::ui {

static Turns *collecting = nullptr;

Turns::Turns() : m_outer(std::exchange(collecting, this)) {}

Turns::~Turns() {
    collecting = m_outer;
}

void inTurn(std::function<void()> part) {
    if (collecting)
        collecting->m_parts.append(std::move(part));
    else
        part();
}

} // namespace audience::ui
