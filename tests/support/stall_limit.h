// How long the main thread may be kept from the next event in a test of the window, in milliseconds.
#pragma once

namespace audience::test {

// Sanitizers make everything slower; the limit is about the program as people have it.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define AUDIENCE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define AUDIENCE_SANITIZED 1
#endif
#endif
#ifdef AUDIENCE_SANITIZED
inline constexpr int kStallLimit = 1000;
#else
inline constexpr int kStallLimit = 100;
#endif

} // namespace audience::test
