// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QWidget>

#include <functional>

class QBoxLayout;
class QLineEdit;
class QStackedWidget;

namespace updesk
{

class Banner;
class JoinPage;
class Segments;

/// The first page of a new desk: try the sample store, set up the own one, or join one that is there. It knows no
/// store; it only asks.
class WelcomePage final : public QWidget
{
    Q_OBJECT
public:
    explicit WelcomePage(QWidget *parent = nullptr);
    /// While a store is being made the buttons rest and the words say so; empty: done.
    void setBusy(const QString &words);
    /// What failed, what is safe, what to do; empty takes it away.
    void setError(const QString &words);
    void setNotice(const QString &words); ///< in its place: what has gone well before
    /// Which theme is marked.
    void setTheme(ThemeName name);
    QWidget *focusTarget() const { return m_sample; }
    JoinPage *join() const { return m_joinPage; } ///< shown in place of the choices while somebody joins
    /// How the set-up file is asked for; by default the system's file dialog. For tests.
    void setFileChooser(std::function<QString()> choose) { m_choose = std::move(choose); }

Q_SIGNALS:
    void sampleChosen();
    void setUpChosen(const QString &file); ///< a set-up file (JSON) to make the store from
    void themeChosen(updesk::ThemeName name);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *sampleCard();
    QWidget *setUpCard();
    QWidget *joinCard();
    void openJoin();
    void build();
    void fit();
    Banner *m_error;
    TextLabel *m_words;
    Button *m_sample;
    Button *m_setUp;
    Button *m_join;
    QLineEdit *m_code;
    QStackedWidget *m_pages;
    JoinPage *m_joinPage;
    Segments *m_theme;
    QBoxLayout *m_cards;
    std::function<QString()> m_choose;
};

} // namespace updesk
