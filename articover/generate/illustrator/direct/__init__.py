"""What a cover could show: from an understood brief to ideas, each a whole scene with its reasons."""
