// How far two words are apart, for "did you mean". Pure, any thread.
#pragma once

#include <QString>

namespace audience {

// Letters to change, add, leave out or swap with the next one to make one word of the other. The time is the product of the lengths.
int wordDistance(const QString &a, const QString &b);

} // namespace audience
