// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lead/keybutton.h"
#include "ui/parts/button.h"

#include <QLineEdit>
#include <QWidget>

#include <functional>
#include <vector>

namespace updesk
{

/// What a typed line means, shown under it while typing.
struct PromptReading {
    QString words;
    bool good = true; ///< false: Enter does nothing yet
};

/// One question in the panel: a line to type, or a few answers with a letter each, or both.
struct Prompt {
    struct Answer {
        QString key; ///< one letter, as shown
        QString words;
        std::function<void()> take;
    };
    QString title;
    QString name; ///< accessible name of the line
    QString text; ///< what stands in it at first, selected
    QString placeholder;
    QString verb; ///< on the button; empty: no line to type
    QString aside; ///< worth a look meanwhile, under the reading
    bool keeps = false; ///< words that nobody likes to type twice: half typed, they stand there the next time
    std::vector<Answer> answers;
    std::function<PromptReading(const QString &)> read;
    std::function<void(const QString &)> take; ///< Enter on a good reading
    std::function<void(const QString &)> left; ///< closed, or another one took its place: what stood in the line
};

/// Shows one Prompt at a time. Esc is the panel's.
class PromptBar final : public QWidget
{
    Q_OBJECT
public:
    explicit PromptBar(QWidget *parent = nullptr);
    void ask(Prompt prompt);
    void close();
    bool isAsking() const { return m_asking; }
    /// Takes the answer with this letter or digit; false when there is none.
    bool answer(const QString &key);
    /// Other answers and another aside for the question that is asked; what is typed stays.
    void setAside(const QString &aside, std::vector<Prompt::Answer> answers);
    bool hasLine() const { return m_asking && !m_prompt.verb.isEmpty(); }
    void tellLeft(); ///< Prompt::left, as long as it is asking
    QLineEdit *edit() const { return m_edit; }
    /// Words of what went wrong, in place of the reading.
    void setError(const QString &words);
    QString reading() const { return m_reading->text(); }

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void take();
    void layAnswers();
    void describe(const QString &reading);
    bool m_asking = false, m_good = true;
    Prompt m_prompt;
    TextLabel *m_title;
    QLineEdit *m_edit;
    TextLabel *m_reading, *m_aside;
    Button *m_take, *m_back;
    QWidget *m_line, *m_answers;
};

} // namespace updesk
