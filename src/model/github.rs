//! The repository that plans and applies.

use serde::Serialize;

use super::text::{at_most, checked_text};

/// `github {}`: who may take the roles that the bootstrap root makes, one to plan and one to apply for each environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GitHub {
    /// The repository whose workflows are trusted.
    pub repository: GitHubRepository,
    /// The branch that is applied.
    pub branch: GitBranch,
    /// Whether the bootstrap roots make GitHub's OpenID Connect provider. An account has at most one: `false` where somebody else made it.
    pub create_provider: bool,
    /// Where the workflows get tfgen from; `None` for the repository's variables.
    pub tfgen: Option<TfgenSource>,
}

checked_text!(
    /// A repository as GitHub writes it, owner and name, upper and lower case as there: IAM compares it letter by letter.
    /// Source: GitHub's own messages. An owner "may only contain alphanumeric characters or single hyphens, and cannot begin or end with a
    /// hyphen", at most 39; a repository "can only contain ASCII letters, digits, and the characters `.`, `-`, and `_`", at most 100.
    GitHubRepository,
    |text| {
        let (owner, name) = text.split_once('/').ok_or_else(|| "must be owner and name, such as `acme/shop`".to_owned())?;
        let in_owner = |c: char| c.is_ascii_alphanumeric() || c == '-';
        if owner.is_empty() || !owner.chars().all(in_owner) || owner.starts_with('-') || owner.ends_with('-') || owner.contains("--") {
            return Err("must start with an owner: letters, digits and single hyphens, none of them first or last".to_owned());
        }
        if owner.len() > 39 {
            return Err(format!("must have an owner of at most 39 characters, has {}", owner.len()));
        }
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c)) {
            return Err("must end with a repository's name: letters, digits and `._-`".to_owned());
        }
        if matches!(name, "." | "..") || name.ends_with(".git") {
            return Err(format!("cannot end with `/{name}`: GitHub has no repository of that name"));
        }
        match name.len() {
            length if length > 100 => Err(format!("must have a repository's name of at most 100 characters, has {length}")),
            _ => Ok(()),
        }
    }
);

checked_text!(
    /// A branch. Git allows more; these characters mean themselves in a workflow's filters, too. Source: git-check-ref-format(1).
    GitBranch,
    |text| {
        if !text.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c)) {
            return Err("must be a branch: letters, digits and `._-/`".to_owned());
        }
        let part = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with(".lock");
        if !text.split('/').all(part) || text.starts_with('-') || text.ends_with('.') || text.contains("..") {
            return Err("must be a branch such as `main`, as git accepts it".to_owned());
        }
        at_most(text, 244)
    }
);

checked_text!(
    /// A repository that tfgen is built from, and the commit: `acme/tfgen@` and forty hexadecimal digits. A tag or a branch may be moved.
    TfgenSource,
    |text| {
        let (repository, commit) = text.split_once('@').ok_or_else(|| "must be a repository, `@` and a commit".to_owned())?;
        repository.parse::<GitHubRepository>().map(drop)?;
        let whole = commit.len() == 40 && commit.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        if whole { Ok(()) } else { Err("must end with a whole commit, 40 hexadecimal digits: a tag may be moved".to_owned()) }
    }
);

impl TfgenSource {
    /// Owner and name, and the commit.
    pub fn parts(&self) -> (&str, &str) {
        self.as_str().split_once('@').unwrap_or_default()
    }
}
