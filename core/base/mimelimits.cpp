// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/mimelimits.h"

#include <gmime/gmime.h>

#include <mutex>

namespace updesk
{
namespace
{

// GMime makes an object of each part, compares each line with every open boundary, and keeps headers at 70 times their
// size.
constexpr qsizetype kMostBoundaries = 256;
constexpr qsizetype kMostPartings = 5'000;
constexpr qsizetype kMostHeaderBytes = 1024 * 1024;

qsizetype countOf(QByteArrayView bytes, const char *word)
{
    qsizetype count = 0;
    const qsizetype length = QByteArrayView(word).size();
    for (qsizetype at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + length))
        ++count;
    return count;
}

} // namespace

bool exceedsMimeLimits(const QByteArray &bytes)
{
    if (countOf(bytes, "oundary") + countOf(bytes, "OUNDARY") > kMostBoundaries)
        return true;
    bool inHeader = true;
    bool holdsMessage = false; ///< the header says that another mail's header follows
    qsizetype headers = 0;
    qsizetype partings = 0;
    for (qsizetype from = 0; from < bytes.size();) {
        qsizetype end = bytes.indexOf('\n', from);
        end = end < 0 ? bytes.size() : end + 1;
        const QByteArrayView line = QByteArrayView(bytes).sliced(from, end - from);
        from = end;
        if (line.startsWith("--")) {
            inHeader = true;
            ++partings;
        } else if (inHeader && line.trimmed().isEmpty()) {
            inHeader = holdsMessage;
            holdsMessage = false;
        } else if (inHeader) {
            headers += line.size();
            holdsMessage = holdsMessage || line.contains("essage/") || line.contains("ESSAGE/");
        }
        if (partings > kMostPartings || headers > kMostHeaderBytes)
            return true;
    }
    return false;
}

void beginMime()
{
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

} // namespace updesk
