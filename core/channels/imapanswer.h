// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace updesk
{

/// One answer of an IMAP server: a line, in which {n} at a literal's place stands for the bytes beside it.
struct ImapAnswer {
    QByteArray line;
    std::vector<QByteArray> literals;
    bool operator==(const ImapAnswer &) const = default;
};

/// Cuts what an IMAP server says into its answers. It holds no more than its limits, whatever is announced.
class ImapReader
{
public:
    ImapReader(qsizetype longestLine, qsizetype largestLiteral) : m_line(longestLine), m_literal(largestLiteral) { }
    void feed(const QByteArray &bytes) { m_bytes.append(bytes); }
    /// The next whole answer; none yet: no value. Damaged (subject answer) once a line or a literal is beyond its
    /// limit; nothing can be read after that.
    Result<std::optional<ImapAnswer>> next();

private:
    qsizetype m_line, m_literal;
    QByteArray m_bytes;
    qsizetype m_looked = 0; ///< up to here there is no line's end
    qsizetype m_missing = 0; ///< bytes of a literal that is being read
    bool m_inLiteral = false;
    ImapAnswer m_answer;
};

/// What a FETCH answer says of one message; what it does not say is absent.
struct ImapFetched {
    quint32 uid = 0;
    qint64 size = -1;
    std::optional<QByteArray> body; ///< BODY[] or BODY[HEADER]
    bool operator==(const ImapFetched &) const = default;
};

/// The answer as a FETCH answer; no value for any other, and for one that cannot be read.
std::optional<ImapFetched> fetchedIn(const ImapAnswer &answer);

/// The numbers of a SEARCH answer, in order and once each; no value for any other answer.
std::optional<std::vector<quint32>> foundIn(const ImapAnswer &answer);

/// The number behind a word in brackets, as in "* OK [UIDVALIDITY 3857529045]"; 0: it is not there.
quint32 codeIn(const QByteArray &line, const char *word);

} // namespace updesk
