// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/icons.h"
#include "ui/parts/type.h"

#include <QWidget>

#include <vector>

namespace updesk
{

class FlowLayout;

/// What a Fact shows: an icon, the words that matter side by side, and a small line of what more is known.
struct FactLine {
    struct Words {
        QString text;
        Colour ink = Colour::Text;
        Type type = Type::Body;
        bool operator==(const Words &) const = default;
    };
    Icon icon = Icon::Call;
    std::vector<Words> words;
    QString note;

    /// One more piece of the main line; nothing when it is empty.
    void add(const QString &text, Colour ink = Colour::Text, Type type = Type::Body);
    /// The small line of these sentences; empty ones are left out.
    void under(const QStringList &sentences);
    /// All its words.
    QString line() const;
    bool operator==(const FactLine &) const = default;
};

/// One fact of the panel; it keeps its widgets while its words change, and its heights while they do not.
class Fact final : public QWidget
{
    Q_OBJECT
public:
    explicit Fact(QWidget *parent = nullptr);
    void setLine(const FactLine &line);
    const FactLine &line() const { return m_line; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    FactLine m_line;
    FlowLayout *m_flow;
    std::vector<TextLabel *> m_words;
    TextLabel *m_note;
    mutable std::vector<std::pair<int, int>> m_heights; ///< by width; a page asks for few
};

} // namespace updesk
